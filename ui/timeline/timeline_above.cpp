// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What lies above the viewport: the banner of a frozen view, the overview, and the button that compresses
// idle time.

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_minimap.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_banner.h"

#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

/// A lower view needs its room for the lanes.
constexpr int leastHeightWithOverview = 190;

} // namespace

void TimelineView::makeAbove()
{
    m_freezeBanner = new MessageBanner(this);
    m_freezeBanner->setObjectName(QStringLiteral("freezeBanner"));
    m_freezeBanner->setAccessibleName(tr("View frozen"));
    connect(m_freezeBanner, &MessageBanner::actionTriggered, this, [this] { setFrozen(false); });
    connect(m_freezeBanner, &MessageBanner::closed, this, [this] { setFrozen(false); });

    m_minimap = new TimelineMinimap(m_model, m_digest.density(), this);
    connect(m_minimap, &TimelineMinimap::beginAsked, this,
        [this](ViewTime begin) { navigate([&] { m_axis.panTo(begin); }); });
    connect(m_minimap, &TimelineMinimap::rangeAsked, this,
        [this](const TimeRange &range) { navigate([&] { m_axis.show(range); }); });
    connect(m_minimap, &TimelineMinimap::zoomAsked, this, [this](ViewTime at, double factor) {
        navigate([&] { m_axis.zoomAt(m_axis.scale().toX(at), factor); });
    });
    connect(m_minimap, &TimelineMinimap::panAsked, this,
        [this](double windows) { navigate([&] { m_axis.panBy(windows * m_axis.scale().width()); }); });
    connect(m_minimap, &TimelineMinimap::wholeAsked, this, &TimelineView::fitAll);
    connect(m_minimap, &TimelineMinimap::followAsked, this, [this] { setFollow(true); });

    m_foldButton = new QToolButton(this);
    m_foldButton->setObjectName(QStringLiteral("foldButton"));
    m_foldButton->setCheckable(true);
    m_foldButton->setAutoRaise(false);
    m_foldButton->setFocusPolicy(Qt::StrongFocus);
    m_foldButton->hide();
    connect(m_foldButton, &QToolButton::clicked, this, &TimelineView::setFolded);
    setTabOrder(m_minimap, m_foldButton);
}

void TimelineView::updateAbove()
{
    const bool hasOverview = height() >= leastHeightWithOverview && m_model.hasSession();
    m_minimap->setVisible(hasOverview);
    const int width = viewport()->width();
    const int banner = m_freezeBanner->isHidden() ? 0 : m_freezeBanner->heightForWidth(width);
    const int bannerHeight
        = m_freezeBanner->isHidden() ? 0 : std::max(banner, m_freezeBanner->sizeHint().height());
    const int overview = hasOverview ? minimapHeight : 0;
    if (viewportMargins().top() != bannerHeight + overview)
        setViewportMargins(0, bannerHeight + overview, 0, 0);
    m_freezeBanner->setGeometry(0, 0, width, bannerHeight);
    m_minimap->setGeometry(0, bannerHeight, width, overview);
    m_minimap->setGutterWidth(m_layout.gutter.width());
    const QRect gutter(0, bannerHeight, m_layout.gutter.width(), overview);
    m_foldButton->setGeometry(gutter.adjusted(2, 2, -3, -3));
    showFoldButton();
}

void TimelineView::updateOverview()
{
    m_minimap->showSession(m_axis.bounds(), m_axis.scale().fold());
    m_minimap->showWindow(m_axis.scale().begin(), m_axis.scale().end());
}

/// The offer in place: what part is idle, and what a click does. It stays as long as the axis has breaks.
void TimelineView::showFoldButton()
{
    const int percent = static_cast<int>(std::floor(m_idle.share() * 100));
    const bool offered = isFoldOffered() || m_folds;
    m_foldButton->setVisible(offered && !m_minimap->isHidden());
    m_foldButton->setChecked(m_folds);
    m_foldButton->setText(m_folds ? tr("Idle time\ncompressed") : tr("%1 % idle:\ncompress").arg(percent));
    m_foldButton->setAccessibleName(
        m_folds ? tr("Idle time is compressed") : tr("%1 % of the session is idle: compress").arg(percent));
    m_foldButton->setToolTip(tr("Draws the gaps in which nothing happened short, with a break in the axis "
                                "that says how long they were. "
                                "What is measured stays true time. (I)"));
}

void TimelineView::updateFold()
{
    const bool wasOffered = isFoldOffered();
    m_idle = m_digest.idleTime(m_model);
    const auto fold = m_folds ? foldOf(m_idle) : nullptr;
    const auto &known = m_axis.scale().fold();
    const bool isSame = fold && known ? *fold == *known : fold == known;
    if (!isSame)
        m_axis.setFold(fold, TimelineAxis::Hold::Begin);
    showFoldButton();
    if (wasOffered != isFoldOffered())
        Q_EMIT foldOfferChanged(isFoldOffered());
}

void TimelineView::setFolded(bool folded)
{
    if (folded == m_folds) {
        showFoldButton();
        return;
    }
    m_folds = folded;
    navigate([&] {
        m_idle = m_digest.idleTime(m_model);
        m_axis.setFold(folded ? foldOf(m_idle) : nullptr, TimelineAxis::Hold::Middle);
    });
    showFoldButton();
    updateOverview();
    Q_EMIT foldedChanged(folded);
}

} // namespace sluice::ui
