// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/diagnostics.h"

#include "core/model/ledger.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

#if defined(__clang__)
constexpr const char *compiler = "clang " __clang_version__;
#else
constexpr const char *compiler = "GCC " __VERSION__;
#endif

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json() : Json(text);
}

Json timeOrNull(const std::optional<Timestamp> &time)
{
    return time ? Json(toIsoText(*time)) : Json();
}

std::uint64_t micros(Nanos time)
{
    return static_cast<std::uint64_t>(std::chrono::floor<Micros>(time).count());
}

Json named(const std::vector<NamedText> &texts)
{
    Json json = Json::object();
    for (const NamedText &text : texts)
        json[text.name] = text.value;
    return json;
}

Json processJson(const ProcessPicture &process)
{
    Json threads = Json::array();
    for (const ThreadPicture &thread : process.threads)
        threads.push_back({{"id", thread.id}, {"name", thread.name}, {"state", thread.state},
            {"waits_in", textOrNull(thread.waitsIn)}});
    return {{"id", process.id}, {"system", textOrNull(process.system)}, {"kernel", process.kernel},
        {"processors", process.processors},
        {"resident_bytes", process.residentBytes ? Json(*process.residentBytes) : Json()},
        {"threads", threads}};
}

Json workersJson(const std::vector<WorkerSign> &workers)
{
    Json json = Json::array();
    for (const WorkerSign &worker : workers)
        json.push_back({{"name", worker.name}, {"doing", worker.doing}, {"turns", worker.turns},
            {"has_work", worker.hasWork}});
    return json;
}

Json alarmsJson(const std::vector<KeptAlarm> &alarms)
{
    Json json = Json::array();
    for (const KeptAlarm &kept : alarms)
        json.push_back({{"number", kept.number}, {"kind", std::string(wireName(kept.alarm.kind))},
            {"worker", kept.alarm.worker}, {"lasting_ms", kept.alarm.lasting.count()},
            {"raised", toIsoText(kept.raised)}, {"ended", timeOrNull(kept.ended)},
            {"text", kept.alarm.text}});
    return json;
}

Json ledgerJson(const Ledger &ledger)
{
    Json dropped = Json::object();
    for (const DropReason reason : allDropReasons)
        dropped[std::string(wireName(reason))] = ledger.dropsFor(reason);
    return {{"recorded", ledger.recorded}, {"delivered", ledger.delivered}, {"queued", ledger.queued},
        {"in_flight", ledger.inFlight}, {"in_doubt", ledger.inDoubt}, {"spooled", ledger.spooled},
        {"refused", ledger.refused}, {"dropped", dropped}, {"rejected", ledger.rejected},
        {"balances", ledger.balances()}};
}

const char *holderWord(LockPicture::Holder holder)
{
    switch (holder) {
    case LockPicture::Holder::Producer:
        return "producer";
    case LockPicture::Holder::Flusher:
        return "flusher";
    case LockPicture::Holder::Other:
        return "other";
    case LockPicture::Holder::Nobody:
        break;
    }
    return "nobody";
}

Json lockJson(const LockPicture &lock)
{
    return {{"holder", holderWord(lock.holder)}, {"turn", lock.turn}, {"waiters", lock.waiters},
        {"contended", lock.contended}, {"longest_wait_us", micros(lock.longestWait)}};
}

Json producersJson(const std::vector<ProducerPicture> &producers)
{
    Json json = Json::array();
    for (const ProducerPicture &producer : producers)
        json.push_back({{"number", producer.number}, {"recorded", producer.recorded},
            {"waits_for_room", producer.waitsForRoom}, {"waiting_us", micros(producer.waitingFor)},
            {"longest_wait_us", micros(producer.longestWait)}, {"idle_us", micros(producer.idleFor)}});
    return json;
}

Json flusherJson(const QueuePicture &picture)
{
    const QueueSnapshot &queue = picture.queue;
    return {{"state", std::string(wireName(queue.flusher))}, {"doing", picture.flusher.doing},
        {"turns", picture.flusher.turns}, {"has_work", picture.flusher.hasWork},
        {"attempt", queue.attempt > 0 ? Json(queue.attempt) : Json()},
        {"back_off_until", timeOrNull(queue.backOffUntil)}, {"flushes", queue.flushes}};
}

Json queueJson(const QueuePicture &picture)
{
    const QueueSnapshot &queue = picture.queue;
    return {{"session", queue.session.text()}, {"time", toIsoText(queue.time)}, {"late", picture.late},
        {"policy", std::string(wireName(queue.policy))}, {"depth", queue.depth}, {"capacity", queue.capacity},
        {"bytes", queue.bytes}, {"high_water", queue.highWater}, {"waiting", queue.waiting},
        {"flusher", flusherJson(picture)}, {"lock", lockJson(picture.lock)},
        {"producers", producersJson(picture.producers)}, {"ledger", ledgerJson(queue.ledger)}};
}

Json queuesJson(const std::vector<QueuePicture> &queues)
{
    Json json = Json::array();
    for (const QueuePicture &queue : queues)
        json.push_back(queueJson(queue));
    return json;
}

Ledger sumOf(const std::vector<QueuePicture> &queues)
{
    Ledger sum;
    for (const QueuePicture &queue : queues)
        sum += queue.queue.ledger;
    return sum;
}

Json flushesJson(const std::vector<FlushRecord> &flushes)
{
    Json json = Json::array();
    for (std::size_t i = flushes.size() - std::min(flushes.size(), Diagnostics::mostFlushes);
         i < flushes.size(); ++i) {
        const FlushRecord &flush = flushes[i];
        json.push_back({{"session", flush.session.text()}, {"sequence", flush.sequence},
            {"cause", std::string(wireName(flush.cause))}, {"outcome", std::string(wireName(flush.outcome))},
            {"started", toIsoText(flush.started)}, {"ended", toIsoText(flush.ended)},
            {"events", flush.events}, {"bytes", flush.bytes}, {"attempts", flush.attempts},
            {"status", flush.httpStatus > 0 ? Json(flush.httpStatus) : Json()},
            {"message", textOrNull(flush.message)}});
    }
    return json;
}

void redact(Json &json, const Redaction &redaction)
{
    if (json.is_string())
        json = redaction(json.get_ref<const std::string &>());
    else if (json.is_array())
        for (Json &item : json)
            redact(item, redaction);
    else if (json.is_object())
        for (auto &[name, value] : json.items()) {
            if (Redaction::isSecretName(name) && !value.is_null() && value != "")
                value = std::string(Redaction::shown);
            else
                redact(value, redaction);
        }
}

} // namespace

std::vector<NamedText> ownVersions()
{
    return {{"Sluice", SLUICE_VERSION}, {"compiler", compiler},
        {"nlohmann/json",
            std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + '.' + std::to_string(NLOHMANN_JSON_VERSION_MINOR)
                + '.' + std::to_string(NLOHMANN_JSON_VERSION_PATCH)}};
}

std::string diagnosticsToJson(const Diagnostics &diagnostics, const Redaction &redaction)
{
    Json json = {{"sluice_diagnostics", 1}, {"written", toIsoText(diagnostics.written)},
        {"versions", named(diagnostics.versions)}, {"settings", named(diagnostics.settings)},
        {"alarms", alarmsJson(diagnostics.watch.alarms)}, {"past_alarms", alarmsJson(diagnostics.watch.past)},
        {"workers", workersJson(diagnostics.watch.workers)}, {"queues", queuesJson(diagnostics.queues)},
        {"ledger_of_these_queues", ledgerJson(sumOf(diagnostics.queues))},
        {"flushes", flushesJson(diagnostics.flushes)}, {"process", processJson(diagnostics.process)}};
    redact(json, redaction);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace sluice
