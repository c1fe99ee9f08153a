// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

#include <utility>

namespace sluice::ui {

/// One page of the lab as it stands in a window, driven by its widgets.
template <typename Page>
class PageBench
{
public:
    template <typename... Args>
    explicit PageBench(Args &&...args)
        : page(new Page(std::forward<Args>(args)..., &m_host))
    {
        m_host.resize(1024, 700);
        page->resize(m_host.size());
        m_host.show();
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = m_host.template findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("the page has no %s", name);
        return found;
    }

    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    void press(const char *widget, Qt::Key key) const
    {
        find(widget)->setFocus();
        QTest::keyClick(find(widget), key);
    }

    /// Types a number into a field, as a person does.
    void type(const char *field, const QString &value) const
    {
        auto *spin = find<QAbstractSpinBox>(field);
        spin->setFocus();
        spin->selectAll();
        QTest::keyClicks(spin, value);
        QTest::keyClick(spin, Qt::Key_Tab);
    }

private:
    QWidget m_host; // a window with a layout warns offscreen

public:
    Page *const page; ///< the host's
};

} // namespace sluice::ui
