// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/forward_bridge.h"

#include "core/base/thread_name.h"
#include "core/transport/transport.h"
#include "ui/bridge/convert.h"

#include <cassert>
#include <filesystem>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds betweenTicks{100};

} // namespace

ForwardBridge::ForwardBridge(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    assert(m_parts.clock && "a test needs a clock");
    qRegisterMetaType<ForwardState>();
    m_timer.setInterval(betweenTicks);
    connect(&m_timer, &QTimer::timeout, this, &ForwardBridge::tick);
    if (m_parts.forwarder()) {
        m_phase = Phase::On;
        m_timer.start();
    }
}

ForwardBridge::~ForwardBridge()
{
    cancelTest();
}

void ForwardBridge::switchOn(const ForwardChoice &choice, ForwardOptions::Since since)
{
    if (!m_parts.whyNot.isEmpty())
        return tell(Phase::Off, m_parts.whyNot);
    Result<ForwardTarget> target = targetOf(choice);
    if (target && !choice.key.isEmpty()) {
        if (const Result<void> kept = keepKeyText(keyFile(*target), fromQt(choice.key)); !kept)
            target = kept.error();
    }
    if (!target)
        return tell(m_parts.forwarder() ? Phase::On : Phase::Off, toQt(target.error().message));
    endOldOne([this, target = *target, since] { begin(target, since); });
}

void ForwardBridge::switchOff()
{
    endOldOne([this] { tell(Phase::Off); });
}

void ForwardBridge::begin(const ForwardTarget &target, ForwardOptions::Since since)
{
    const Result<void> started = m_parts.start(target, since);
    if (!started)
        return tell(Phase::Off, toQt(started.error().message));
    tell(Phase::On);
    tick();
}

/// `then` is called on the GUI thread, unless another switch comes before.
void ForwardBridge::endOldOne(std::function<void()> then)
{
    const std::uint64_t number = ++m_switches;
    tell(Phase::Switching);
    std::shared_ptr<Forwarder> old = m_parts.take();
    m_then = std::move(then);
    auto last = std::move(m_closer); // two that close one after the other: the newer waits for the older
    m_closer = std::jthread([this, number, old = std::move(old), last = std::move(last)]() mutable {
        nameThisThread("forward end");
        last = std::jthread();
        old.reset();
        m_ended = number;
        QMetaObject::invokeMethod(this, &ForwardBridge::goOn, Qt::QueuedConnection);
    });
}

void ForwardBridge::goOn()
{
    if (m_ended == m_switches && m_then)
        std::exchange(m_then, {})();
}

bool ForwardBridge::isKeyKept(const ForwardChoice &choice) const
{
    ForwardTarget target;
    target.endpoint = fromQt(choice.endpoint.trimmed());
    target.wire = choice.wire;
    const Result<std::string> endpoint = normalizedEndpoint(target.endpoint);
    if (!endpoint)
        return false;
    target.endpoint = *endpoint;
    std::error_code failed;
    return std::filesystem::exists(keyFile(target), failed);
}

bool ForwardBridge::forgetKey(const ForwardChoice &choice)
{
    ForwardTarget target;
    target.wire = choice.wire;
    const Result<std::string> endpoint = normalizedEndpoint(fromQt(choice.endpoint.trimmed()));
    if (!endpoint)
        return false;
    target.endpoint = *endpoint;
    const Result<void> gone = keepKeyText(keyFile(target), {});
    if (!gone)
        Q_EMIT phaseChanged(m_phase, toQt(gone.error().message));
    return gone.ok();
}

void ForwardBridge::test(const ForwardChoice &choice)
{
    if (isTesting())
        return;
    const Result<ForwardTarget> target = targetOf(choice);
    if (!target) {
        Q_EMIT tested(false, toQt(target.error().message));
        return;
    }
    m_wire = forwardWire(*target);
    m_tester = std::jthread([this, target = *target, own = m_parts.ownCollector(), wire = m_wire,
                                now = m_parts.clock->wallNow()] {
        nameThisThread("forward test");
        const Result<std::string> said = testForwardTarget(target, own, *wire, now);
        QMetaObject::invokeMethod(
            this,
            [this, said] {
                m_wire.reset();
                Q_EMIT tested(said.ok(), toQt(said ? *said : said.error().message));
            },
            Qt::QueuedConnection);
    });
}

void ForwardBridge::cancelTest()
{
    if (m_wire)
        m_wire->abort();
}

void ForwardBridge::tick()
{
    if (m_phase != Phase::On)
        return;
    if (const Forwarder *forwarder = m_parts.forwarder())
        Q_EMIT stateChanged(forwarder->state());
    else // the engine stopped it: it would have sent to itself
        tell(Phase::Off, toQt(m_parts.error().value_or(Error{}).message));
}

std::filesystem::path ForwardBridge::keyFile(const ForwardTarget &target) const
{
    return forwardFolder(m_parts.dataDir, target) / "key";
}

Result<ForwardTarget> ForwardBridge::targetOf(const ForwardChoice &choice) const
{
    ForwardTarget target;
    target.wire = choice.wire;
    const Result<std::string> endpoint = normalizedEndpoint(fromQt(choice.endpoint.trimmed()));
    if (!endpoint)
        return endpoint.error();
    target.endpoint = *endpoint;
    Result<ForwardKey> key = ForwardKey();
    if (!choice.key.isEmpty())
        key = ForwardKey::parse(fromQt(choice.key), choice.wire, "the key");
    else if (isKeyKept(choice))
        key = ForwardKey::read(keyFile(target), choice.wire);
    if (!key)
        return key.error();
    target.key = std::move(*key);
    if (const Result<void> valid = target.validate(m_parts.ownCollector()); !valid)
        return valid.error();
    return target;
}

void ForwardBridge::tell(Phase phase, const QString &problem)
{
    m_phase = phase;
    if (phase == Phase::On)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT phaseChanged(phase, problem);
}

} // namespace sluice::ui
