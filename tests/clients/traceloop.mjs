// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Traceloop's SDK, pointed here by TRACELOOP_BASE_URL.

process.env.TRACELOOP_BASE_URL = process.env.SLUICE_URL;
process.env.TRACELOOP_API_KEY = 'local';
process.env.TRACELOOP_TELEMETRY = 'false';

const traceloop = await import('@traceloop/node-server-sdk');

traceloop.initialize({ appName: 'traceloop', disableBatch: true, silenceInitializationMessage: true, traceloopSyncEnabled: false });
await traceloop.withWorkflow({ name: 'trip' }, async () => {
    await traceloop.withAgent({ name: 'planner' }, async () => {
        await traceloop.withTool({ name: 'search' }, async () => ['09:12'], { q: 'trains' });
        await traceloop.withLLMCall({ vendor: 'openai', type: 'chat' }, async ({ span }) => {
            span.reportRequest({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Plan a trip' }] });
            span.reportResponse({
                model: 'gpt-4o',
                usage: { prompt_tokens: 40, completion_tokens: 9, total_tokens: 49 },
                completions: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Take the train' } }],
            });
        });
    });
});
await traceloop.forceFlush();
process.exit(0);
