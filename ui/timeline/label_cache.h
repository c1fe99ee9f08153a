// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QFont>
#include <QHash>
#include <QStaticText>

#include <cstdint>
#include <string_view>

namespace sluice::ui {

/// Bar labels, laid out once. Made for one font and one session's names.
class LabelCache
{
public:
    /// Forgets everything when it is another font.
    void setFont(const QFont &font);
    void clear() { m_labels.clear(); }

    /// The label of name `nameId`, cut to `room` pixels; nullptr when too little of it would be seen. Lives
    /// until the next call of any function.
    const QStaticText *label(std::uint32_t nameId, std::string_view name, int room);

    int textHeight() const { return m_textHeight; }

private:
    struct Entry
    {
        QStaticText text;
        bool isShown = false;
    };

    Entry make(std::string_view name, int room) const;

    /// By name and room; the room is rounded down, so that a bar that grows slowly does not fill the cache.
    QHash<std::uint64_t, Entry> m_labels;
    QFont m_font;
    int m_textHeight = 0;
};

} // namespace sluice::ui
