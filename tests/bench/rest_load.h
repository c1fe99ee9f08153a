// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sluice {
class RawClient;
}

namespace sluice::bench {

/// Milliseconds, of which each began when it was due: a late answer makes the next ones late too.
class AnswerTimes
{
public:
    void add(double milliseconds) { m_values.push_back(milliseconds); }
    void add(const AnswerTimes &others);
    double percentile(double part) const;

private:
    std::vector<double> m_values;
};

/// Four clients, each of which sends a batch when its last one was answered; exits when one was not with 200.
double eventsPerSecond(std::uint16_t port, std::size_t batches, std::size_t eventsPerBatch);

/// The same with spans in OTLP's protobuf, all of one trace; each as a program with OpenTelemetry's GenAI
/// attributes writes it.
double spansPerSecond(std::uint16_t port, std::size_t batches, std::size_t spansPerBatch);

/// Requests of one event at a steady rate, from eight clients; exits when one is not answered with 200.
AnswerTimes answersAtRate(std::uint16_t port, std::size_t requests, std::size_t perSecond);

/// Lifts the bound on open files, as far as this process may: 10,000 connections have 20,000 ends. Before the
/// collector starts.
void allowManyFiles();

/// Connections on which nothing comes, open as long as this lives.
class IdleClients
{
public:
    IdleClients(std::uint16_t port, std::size_t count);
    ~IdleClients();

private:
    std::vector<std::unique_ptr<RawClient>> m_clients;
};

/// What this process has in memory (VmRSS), in units of 10^6 bytes.
double residentMegabytes();

} // namespace sluice::bench
