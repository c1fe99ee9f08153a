// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

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

/// The same with spans in OTLP's protobuf, all of one trace, as a program with OpenTelemetry's GenAI
/// attributes writes them: seven calls, then the step that they are of.
double spansPerSecond(std::uint16_t port, std::size_t batches, std::size_t spansPerBatch);

/// Requests of one event at a steady rate, from eight clients; exits when one is not answered with 200.
AnswerTimes answersAtRate(std::uint16_t port, std::size_t requests, std::size_t perSecond);

/// Connections on which nothing comes, open as long as this lives: held by another process, so that none of
/// this one's files are theirs.
class IdleClients
{
public:
    IdleClients(std::uint16_t port, std::size_t count);
    ~IdleClients();
    IdleClients(const IdleClients &) = delete;
    IdleClients &operator=(const IdleClients &) = delete;

private:
    std::FILE *m_process;
};

/// What that process runs, when this program is started as it: holds the connections until its standard input
/// ends, and exits. Else it returns at once.
void holdConnectionsIfAskedTo(int argc, char **argv);

/// What this process has in memory (VmRSS), in units of 10^6 bytes.
double residentMegabytes();

} // namespace sluice::bench
