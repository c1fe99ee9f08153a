// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/core/analysis/made_events.h"
#include "ui/models/event_listing.h"

#include <QTest>
#include <QWidget>

namespace sluice::ui {

/// Long enough for the slowest machine; nothing waits for so long when it works.
inline constexpr int patience = 20'000;

inline SessionId sessionNumber(int number)
{
    return SessionId(std::to_string(number) + "1111111-1111-7111-8111-111111111111");
}

/// A session that says something in each column: rows 1 to 8.
inline EventSource smallSource(int number = 1)
{
    MadeEvents events;
    events.add(EventType::Action, "plan", 0, 20, "a1");
    events.add(EventType::Llm, "gpt-4o", 100, 2'300, "a1", {1'000, 240, Money::fromDecimal("0.0125")});
    events.add(EventType::Tool, "search", 2'500, 400, "a2");
    events.add(EventType::Llm, "gpt-4o-mini", 3'000, 900, "a2", {2'000, 100, {}});
    events.add(EventType::Tool, "fetch", 4'000, 5'000, "a2");
    events.add(EventType::Error, "TimeoutError", 9'000, 0, "a2", {}, 5);
    events.add(EventType::Llm, "my-own-model", 9'100, 300, "a1", {500, 50, {}});
    events.add(EventType::Tool, "write", 9'500, 100, "a1", {}, 0, true);
    return {sessionNumber(number), events.snapshot(), {"prod", "nightly"}, {"", "writer", "reviewer"},
        MadeEvents::zero};
}

inline EventSource largeSource(std::size_t count, int number = 2)
{
    return {sessionNumber(number), manyEvents(count), {"large"}, {}, MadeEvents::zero};
}

inline std::shared_ptr<const PriceTable> somePrices()
{
    return std::make_shared<const PriceTable>(*PriceTable::of("2026-11-01", "test",
        {{"gpt-4o", *Money::fromDecimal("2.5"), *Money::fromDecimal("10")},
            {"gpt-4o-mini", *Money::fromDecimal("0.15"), *Money::fromDecimal("0.6")}},
        {}));
}

/// Until the list that was asked for is there.
inline void settle(EventListing &listing)
{
    QTRY_VERIFY_WITH_TIMEOUT(!listing.isWorking(), patience);
}

/// A window without a layout: one with a layout warns offscreen.
class Host : public QWidget
{
public:
    explicit Host(QSize size = {1024, 640}) { resize(size); }

    template <typename Page>
    Page *put(Page *page)
    {
        page->setParent(this);
        page->resize(size());
        show();
        page->show();
        activateWindow();
        return page;
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
};

} // namespace sluice::ui
