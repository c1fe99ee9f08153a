// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/rest_load.h"

#include "core/base/random.h"
#include "core/base/uuid.h"
#include "tests/bench/timing.h"
#include "tests/support/otlp_bodies.h"
#include "tests/support/raw_client.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

namespace sluice::bench {

namespace {

constexpr const char *holdWord = "--hold-connections";
constexpr std::size_t batchClients = 4;
constexpr std::size_t pacedClients = 8;

std::string requestOf(std::uint16_t port, std::size_t events, Random &random)
{
    std::string body = R"({"events":[)";
    for (std::size_t i = 0; i < events; ++i) {
        body += i == 0 ? "" : ",";
        body += R"({"event_type":"actions","id":")" + Uuid::random(random).toText()
            + R"(","action_type":"browse","init_timestamp":"2026-11-23T02:46:15.748439+00:00",)"
              R"("end_timestamp":"2026-11-23T02:46:15.749014+00:00","params":{"url":"http://x/y"},"returns":"ok"})";
    }
    body += "]}";
    return "POST /v2/create_events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// 16 hexadecimal digits that are not all 0.
std::string spanId(Random &random)
{
    const std::string text = Uuid::random(random).toText(); // its first and last digits are all random
    return text.substr(0, 8) + text.substr(24, 8);
}

WrittenSpan callSpan(const std::string &trace, const std::string &step, Random &random)
{
    WrittenSpan span;
    span.trace = trace;
    span.id = spanId(random);
    span.parent = step;
    span.name = "chat gpt-4o";
    span.attributes = {{"gen_ai.operation.name", "chat"}, {"gen_ai.system", "openai"},
        {"gen_ai.request.model", "gpt-4o"}, {"gen_ai.response.model", "gpt-4o-2024-08-06"},
        {"gen_ai.usage.input_tokens", "120"}, {"gen_ai.usage.output_tokens", "42"}};
    return span;
}

WrittenSpan stepSpan(const std::string &trace, const std::string &id, Random &random)
{
    WrittenSpan span = callSpan(trace, spanId(random), random);
    span.id = id;
    span.name = "step";
    span.start -= 1;
    span.attributes = {{"gen_ai.operation.name", "invoke_agent"}};
    return span;
}

std::vector<WrittenSpan> spansOf(const std::string &trace, std::size_t count, Random &random)
{
    constexpr std::size_t perStep = 8;
    std::vector<WrittenSpan> spans;
    std::string step = spanId(random);
    while (spans.size() < count) {
        if (spans.size() % perStep < perStep - 1) {
            spans.push_back(callSpan(trace, step, random));
            continue;
        }
        spans.push_back(stepSpan(trace, step, random));
        step = spanId(random);
    }
    return spans;
}

std::string spansRequest(std::uint16_t port, const std::string &trace, std::size_t count, Random &random)
{
    const std::vector<WrittenSpan> spans = spansOf(trace, count, random);
    const std::string body = protobufTraces(spans, {{"service.name", "bench"}});
    return "POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nContent-Type: application/x-protobuf\r\nContent-Length: " + std::to_string(body.size())
        + "\r\n\r\n" + body;
}

std::vector<std::string> requestsOf(std::uint16_t port, std::size_t count, std::size_t events)
{
    SeededRandom random(systemEntropy());
    std::vector<std::string> requests;
    for (std::size_t i = 0; i < count; ++i)
        requests.push_back(requestOf(port, events, random));
    return requests;
}

void sendOne(RawClient &client, const std::string &request)
{
    const auto start = Steady::now();
    const bool isSent = client.send(request);
    const RawClient::Answer answer = isSent ? client.answer() : RawClient::Answer();
    if (answer.status == 200)
        return;
    std::cerr << "a request was not answered with 200: after " << secondsSince(start) << " s "
              << (isSent ? "came " : "it was not sent; ") << answer.status << ' ' << answer.body << '\n';
    std::exit(1);
}

double secondsToSend(std::uint16_t port, const std::vector<std::string> &requests)
{
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t first = 0; first < batchClients; ++first) {
            threads.emplace_back([&requests, port, first] {
                RawClient client(port);
                for (std::size_t i = first; i < requests.size(); i += batchClients)
                    sendOne(client, requests[i]);
            });
        }
    }
    return secondsSince(start);
}

} // namespace

void AnswerTimes::add(const AnswerTimes &others)
{
    m_values.insert(m_values.end(), others.m_values.begin(), others.m_values.end());
}

double AnswerTimes::percentile(double part) const
{
    std::vector<double> sorted = m_values;
    std::ranges::sort(sorted);
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted.empty() ? 0 : sorted[std::max<std::size_t>(rank, 1) - 1];
}

double eventsPerSecond(std::uint16_t port, std::size_t batches, std::size_t eventsPerBatch)
{
    const auto requests = requestsOf(port, batches, eventsPerBatch);
    return static_cast<double>(batches * eventsPerBatch) / secondsToSend(port, requests);
}

double spansPerSecond(std::uint16_t port, std::size_t batches, std::size_t spansPerBatch)
{
    SeededRandom random(systemEntropy());
    const std::string trace = spanId(random) + spanId(random);
    std::vector<std::string> requests;
    for (std::size_t i = 0; i < batches; ++i)
        requests.push_back(spansRequest(port, trace, spansPerBatch, random));
    return static_cast<double>(batches * spansPerBatch) / secondsToSend(port, requests);
}

AnswerTimes answersAtRate(std::uint16_t port, std::size_t requests, std::size_t perSecond)
{
    const auto texts = requestsOf(port, requests, 1);
    std::vector<AnswerTimes> each(pacedClients);
    const auto start = Steady::now() + std::chrono::milliseconds(50);
    {
        std::vector<std::jthread> threads;
        for (std::size_t first = 0; first < pacedClients; ++first) {
            threads.emplace_back([&, first] {
                RawClient client(port);
                for (std::size_t i = first; i < texts.size(); i += pacedClients) {
                    const auto due = start + std::chrono::nanoseconds(i * 1'000'000'000 / perSecond);
                    std::this_thread::sleep_until(due);
                    sendOne(client, texts[i]);
                    each[first].add(secondsSince(due) * 1e3);
                }
            });
        }
    }
    AnswerTimes all;
    for (const AnswerTimes &some : each)
        all.add(some);
    return all;
}

IdleClients::IdleClients(std::uint16_t port, std::size_t count)
{
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    const std::string command
        = "exec '" + self + "' " + holdWord + ' ' + std::to_string(port) + ' ' + std::to_string(count);
    m_process = popen(command.c_str(), "we");
    if (m_process == nullptr)
        std::exit(1);
}

IdleClients::~IdleClients()
{
    pclose(m_process);
}

void holdConnectionsIfAskedTo(int argc, char **argv)
{
    if (argc != 4 || argv[1] != std::string(holdWord))
        return;
    const auto port = static_cast<std::uint16_t>(std::stoul(argv[2]));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (unsigned long i = std::stoul(argv[3]); i > 0; --i) {
        clients.push_back(std::make_unique<RawClient>());
        if (!clients.back()->connect(port)) {
            std::cerr << i << " connections are missing\n";
            std::exit(1);
        }
    }
    while (std::getchar() != EOF) { }
    std::exit(0);
}

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:"))
            return std::strtod(line.c_str() + 6, nullptr) * 1'024 / 1e6;
    }
    return 0;
}

} // namespace sluice::bench
