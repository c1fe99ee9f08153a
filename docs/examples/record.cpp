// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// AGENTOPS_API_ENDPOINT=http://127.0.0.1:4318 AGENTOPS_API_KEY=11111111-2222-4333-8444-555555555555 ./record

#include <sluice/sluice.h>

int main()
{
    const auto config = sluice::RecorderConfig::fromEnvironment();
    const auto recorder = sluice::Recorder::create(config.value());
    const auto session = recorder.value()->startSession({.tags = {"example"}}).value();

    const sluice::AgentScope planner(*session, session->createAgent("planner"));
    session->record(sluice::ActionEvent{.actionType = "greet", .params = nlohmann::json{{"whom", "world"}}});
    session->record(
        sluice::LlmEvent{.model = "m-1", .prompt = nlohmann::json("Say hello"), .promptTokens = 3});
    session->record(sluice::ErrorEvent{.errorType = "NobodyThere"});

    return session->end(sluice::EndState::Success).complete ? 0 : 1;
}
