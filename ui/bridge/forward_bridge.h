// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/forward/forwarder.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace sluice::ui {

/// What a person chose to send received sessions on to.
struct ForwardChoice
{
    QString endpoint;
    ForwardWire wire = ForwardWire::AgentOps;
    QString key; ///< typed now; empty: the one that is kept for this endpoint, if there is one
};

/// The window's side of forwarding: switches it on and off, tests an endpoint, and tells where everything is.
/// A forwarder that goes may wait for its deadline, and a test for an answer: on threads of their own.
/// thread: GUI for every function and signal.
class ForwardBridge final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        /// Why there is none; empty: sessions can be sent on here. A viewer has no store.
        QString whyNot{};
        std::function<Result<void>(ForwardTarget, ForwardOptions::Since)> start;
        std::function<std::unique_ptr<Forwarder>()> take; ///< to be destroyed here
        std::function<Forwarder *()> forwarder; ///< null: none runs
        std::function<std::optional<Error>()> error; ///< why the one that was asked for does not run
        std::function<std::string()> ownCollector; ///< URL; empty: none
        DataDir dataDir;
        const Clock *clock = nullptr; ///< never null; outlives the bridge
    };
    explicit ForwardBridge(Parts parts, QObject *parent = nullptr);

    /// Cuts off a test; waits for a forwarder that is going, its end deadline at most.
    ~ForwardBridge() override;

    enum class Phase {
        Off,
        Switching, ///< the one before is on its way out
        On,
    };
    Q_ENUM(Phase)
    Phase phase() const { return m_phase; }
    const QString &whyNot() const { return m_parts.whyNot; }

    /// In place of what was on before. A key that was typed is kept in a file of mode 0600 beside the
    /// forwarder's own (keyFile()). Answered by phaseChanged().
    void switchOn(const ForwardChoice &choice, ForwardOptions::Since since);
    void switchOff();

    bool isKeyKept(const ForwardChoice &choice) const;
    /// The kept key goes; false: it could not, and phaseChanged() says why.
    bool forgetKey(const ForwardChoice &choice);

    /// Answered by tested(). One at a time.
    void test(const ForwardChoice &choice);
    bool isTesting() const { return m_wire != nullptr; }
    void cancelTest();

    /// What the timer does: tells the state.
    void tick();

Q_SIGNALS:
    /// `problem`: why it is not on although it was to be; empty: all is well.
    void phaseChanged(sluice::ui::ForwardBridge::Phase phase, const QString &problem);
    /// Ten times a second while it is on.
    void stateChanged(const sluice::ForwardState &state);
    void tested(bool isGood, const QString &words);

private:
    std::filesystem::path keyFile(const ForwardTarget &target) const;
    Result<ForwardTarget> targetOf(const ForwardChoice &choice) const;
    void begin(const ForwardTarget &target, ForwardOptions::Since since);
    void endOldOne(std::function<void()> then);
    void goOn();
    void tell(Phase phase, const QString &problem = {});

    const Parts m_parts;
    Phase m_phase = Phase::Off;
    QTimer m_timer;
    std::uint64_t m_switches = 0; ///< a switch that another one overtook does nothing any more
    std::atomic<std::uint64_t> m_ended{0}; ///< the last switch whose old forwarder is gone
    std::function<void()> m_then; ///< of the last switch
    std::shared_ptr<Transport> m_wire; ///< of the test under way; null: none is
    std::jthread m_closer; // these two last: they are joined before what they use goes
    std::jthread m_tester;
};

} // namespace sluice::ui
