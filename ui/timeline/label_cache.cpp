// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/label_cache.h"

#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_text.h"

#include <QFontMetrics>

#include <algorithm>

namespace sluice::ui {

namespace {

/// Some screens full of labels; then the cache begins anew.
constexpr qsizetype mostLabels = 4096;

/// No name is wider: beyond this all rooms are one.
constexpr int mostRoom = 1024;

/// A label is shown when this part of it fits (a rule of sysprof).
constexpr double leastShownPart = 0.75;

} // namespace

void LabelCache::setFont(const QFont &font)
{
    if (font == m_font && m_textHeight != 0)
        return;
    m_font = font;
    m_textHeight = QFontMetrics(font).height();
    m_labels.clear();
}

const QStaticText *LabelCache::label(std::uint32_t nameId, std::string_view name, int room)
{
    const int roundedRoom = std::min(mostRoom, room - room % metrics::halfGrid);
    const std::uint64_t key = std::uint64_t{nameId} << 32 | static_cast<std::uint32_t>(roundedRoom);
    auto entry = m_labels.constFind(key);
    if (entry == m_labels.constEnd()) {
        if (m_labels.size() >= mostLabels)
            m_labels.clear();
        entry = m_labels.insert(key, make(name, roundedRoom));
    }
    return entry->isShown ? &entry->text : nullptr;
}

LabelCache::Entry LabelCache::make(std::string_view name, int room) const
{
    const QFontMetrics fontMetrics(m_font);
    const QString whole = nameText(name);
    const int width = fontMetrics.horizontalAdvance(whole);
    Entry entry;
    entry.isShown = width > 0 && (room >= leastShownPart * width || room >= metrics::leastElidedLabel);
    entry.text.setTextFormat(Qt::PlainText);
    entry.text.setPerformanceHint(QStaticText::AggressiveCaching);
    entry.text.setText(fontMetrics.elidedText(whole, Qt::ElideRight, room));
    return entry;
}

} // namespace sluice::ui
