// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/lab_view.h"

#include "core/base/clock.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/compare_page.h"
#include "ui/lab/deadlock_page.h"
#include "ui/lab/replay_page.h"
#include "ui/lab/what_if_page.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/format.h"
#include "ui/widgets/message_banner.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

LabView::LabView(LabBridge &bridge, const QString &planDirectory, QWidget *picture, QWidget *parent)
    : QWidget(parent)
    , m_bridge(bridge)
    , m_remoteBanner(new MessageBanner(this))
    , m_tabs(new QTabWidget(this))
    , m_burstLab(new BurstLabPage(planDirectory, this))
    , m_deadlock(new DeadlockPage(this))
    , m_whatIf(new WhatIfPage(this))
    , m_replay(new ReplayPage(this))
    , m_compare(new ComparePage(this))
{
    setObjectName(QStringLiteral("queueLab"));
    setAccessibleName(tr("Queue lab"));
    m_remoteBanner->setObjectName(QStringLiteral("labAskEndpoint"));
    m_tabs->setObjectName(QStringLiteral("labTabs"));
    m_tabs->setAccessibleName(tr("Pages of the queue lab"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_burstLab, tr("Burst lab"));
    m_tabs->addTab(m_deadlock, tr("Issue #439"));
    m_tabs->addTab(m_whatIf, tr("What-if"));
    m_tabs->addTab(m_replay, tr("Replay"));
    m_tabs->addTab(m_compare, tr("Compare"));
    m_burstLab->setPicture(picture);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_remoteBanner);
    layout->addWidget(m_tabs, 1);
    connect(m_remoteBanner, &MessageBanner::actionTriggered, this, [this] {
        m_remoteBanner->dismiss();
        if (const auto go = std::exchange(m_asked, nullptr))
            go();
    });
    connectRuns();
    connectDeadlocks();
    connectWhatIf();
    connectReplay();
    connectCompare();
}

void LabView::openPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
    m_tabs->currentWidget()->setFocus();
}

void LabView::showSession(const SessionSummary &session)
{
    m_session = session;
    m_whatIf->showSession(session);
    m_replay->showSession(session);
    m_compare->preferFirst(session.id);
}

void LabView::showSessions(const QList<SessionSummary> &sessions)
{
    m_compare->showSessions(sessions, m_bridge.clock().wallNow());
}

void LabView::setUnavailable(const QString &reason)
{
    m_burstLab->setUnavailable(reason);
    m_replay->setHereUnavailable(reason);
}

/// What goes to another machine is asked about once an endpoint.
void LabView::askBefore(const QString &endpoint, const QString &what, std::function<void()> go)
{
    if (endpoint.isEmpty() || isLoopbackUrl(endpoint) || m_allowed.contains(endpoint))
        return go();
    m_asked = [this, endpoint, allowed = std::move(go)] {
        m_allowed << endpoint;
        allowed();
    };
    m_remoteBanner->showMessage(Severity::Warning,
        tr("%1 would go to %2, which is not this machine.").arg(what, endpoint), tr("Send it there"));
}

void LabView::connectRuns()
{
    LabRuns &runs = m_bridge.runs();
    connect(m_burstLab, &BurstLabPage::runAsked, this, [this](const BurstPlan &plan) {
        askBefore(m_bridge.endpoint(), tr("This run of %1 events").arg(numberText(plan.events)),
            [this, plan] { run(plan); });
    });
    connect(m_burstLab, &BurstLabPage::stopAsked, &runs, &LabRuns::stop);
    connect(m_burstLab, &BurstLabPage::faultAsked, this, [this](const Fault &fault) {
        if (const Result<void> set = m_bridge.runs().setFault(fault); !set)
            m_burstLab->showFaultProblem(toQt(set.error().message));
    });
    connect(m_burstLab, &BurstLabPage::scheduleAsked, this, [this](const FaultPlan &plan) {
        if (const Result<void> set = m_bridge.runs().followFaults(plan); !set)
            m_burstLab->showFaultProblem(toQt(set.error().message));
    });
    connect(&runs, &LabRuns::started, this, [this](const SessionId &session, const BurstPlan &plan) {
        m_burstLab->showStarted(plan);
        Q_EMIT runStarted(session, plan);
    });
    connect(&runs, &LabRuns::changed, m_burstLab, &BurstLabPage::showProgress);
    connect(&runs, &LabRuns::faultsChanged, m_burstLab, &BurstLabPage::showFaults);
    connect(m_burstLab, &BurstLabPage::arrivalsAsked, this, &LabView::takeArrivals);
    connect(&m_bridge.stored(), &RunReader::arrivalsRead, this,
        [this](const SessionId &, const std::vector<Micros> &arrivals) {
            m_burstLab->setArrivals(arrivals, m_session ? toQt(m_session->displayName()) : QString());
        });
    connect(&m_bridge.stored(), &RunReader::arrivalsFailed, m_burstLab, &BurstLabPage::showArrivalsProblem);
}

void LabView::run(const BurstPlan &plan)
{
    if (const Result<SessionId> session = m_bridge.runs().run(plan); !session)
        m_burstLab->showProblem(toQt(session.error().message));
}

void LabView::takeArrivals()
{
    if (m_session)
        m_bridge.stored().readArrivals(m_session->id);
    else
        m_burstLab->showArrivalsProblem(tr("The window shows no session whose times could be taken."));
}

void LabView::connectDeadlocks()
{
    DeadlockRuns &runs = m_bridge.deadlocks();
    connect(m_deadlock, &DeadlockPage::runAsked, this, [this](const DeadlockOptions &options) {
        if (const Result<void> begun = m_bridge.deadlocks().run(options); !begun)
            m_deadlock->showProblem(options, toQt(begun.error().message));
    });
    connect(m_deadlock, &DeadlockPage::stopAsked, &runs, &DeadlockRuns::stop);
    connect(&runs, &DeadlockRuns::started, m_deadlock, &DeadlockPage::showStarted);
    connect(&runs, &DeadlockRuns::changed, m_deadlock, &DeadlockPage::showResult);
    connect(&runs, &DeadlockRuns::failed, m_deadlock, &DeadlockPage::showProblem);
    connect(&runs, &DeadlockRuns::idle, m_deadlock, &DeadlockPage::showIdle);
}

void LabView::connectWhatIf()
{
    WhatIfJobs &jobs = m_bridge.whatIf();
    connect(m_whatIf, &WhatIfPage::simulateAsked, this,
        [this](const SessionId &session, unsigned producers, const std::vector<WhatIf> &variants) {
            m_bridge.whatIf().run(session, producers, variants);
        });
    connect(m_whatIf, &WhatIfPage::cancelAsked, &jobs, &WhatIfJobs::cancel);
    connect(m_whatIf, &WhatIfPage::baselineAsked, &jobs, &WhatIfJobs::readBaseline);
    connect(&jobs, &WhatIfJobs::baselineRead, m_whatIf, &WhatIfPage::showBaseline);
    connect(&jobs, &WhatIfJobs::baselineFailed, m_whatIf,
        [this](const SessionId &, const QString &message) { m_whatIf->showProblem(message); });
    connect(&jobs, &WhatIfJobs::simulated, m_whatIf, &WhatIfPage::showOutcome);
    connect(&jobs, &WhatIfJobs::variantFailed, m_whatIf, &WhatIfPage::showVariantProblem);
    connect(&jobs, &WhatIfJobs::failed, m_whatIf, &WhatIfPage::showProblem);
    connect(&jobs, &WhatIfJobs::finished, m_whatIf, &WhatIfPage::showFinished);
}

void LabView::connectReplay()
{
    LabReplay &replay = m_bridge.replay();
    connect(m_replay, &ReplayPage::startAsked, this,
        [this](const SessionId &session, const ReplayOptions &options, const QString &endpoint) {
            const QString target = endpoint.isEmpty() ? m_bridge.endpoint() : endpoint;
            askBefore(target, tr("This replay"), [this, session, options, endpoint] {
                if (const Result<void> begun = m_bridge.replay().start(session, options, endpoint); !begun)
                    m_replay->showProblem(toQt(begun.error().message));
                else
                    m_replay->showReading();
            });
        });
    connect(m_replay, &ReplayPage::pauseAsked, &replay, &LabReplay::pause);
    connect(m_replay, &ReplayPage::resumeAsked, &replay, &LabReplay::resume);
    connect(m_replay, &ReplayPage::stepAsked, &replay, &LabReplay::step);
    connect(m_replay, &ReplayPage::speedChosen, &replay, &LabReplay::setSpeed);
    connect(m_replay, &ReplayPage::stopAsked, &replay, &LabReplay::stop);
    connect(&replay, &LabReplay::changed, m_replay, &ReplayPage::showProgress);
    connect(&replay, &LabReplay::failed, m_replay, &ReplayPage::showProblem);
    connect(&replay, &LabReplay::started, this, &LabView::replayStarted);
}

void LabView::connectCompare()
{
    RunReader &stored = m_bridge.stored();
    connect(m_compare, &ComparePage::pairAsked, &stored, &RunReader::readPair);
    connect(&stored, &RunReader::pairRead, m_compare, &ComparePage::showPair);
    connect(&stored, &RunReader::pairFailed, m_compare, &ComparePage::showProblem);
}

} // namespace sluice::ui
