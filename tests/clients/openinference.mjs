// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Arize's OpenInference over OpenTelemetry's exporter.

import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { getLLMAttributes, traceAgent, traceTool, withSpan } from '@arizeai/openinference-core';

const exporter = new OTLPTraceExporter({ url: `${process.env.SLUICE_URL}/v1/traces` });
const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'openinference' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
});
provider.register();

const search = traceTool(async (query) => [query, '09:12'], { name: 'search' });
const ask = withSpan(async () => 'Take the train', {
    name: 'ask',
    kind: 'LLM',
    attributes: getLLMAttributes({
        provider: 'openai',
        modelName: 'gpt-4o',
        inputMessages: [{ role: 'user', content: 'Plan a trip' }],
        outputMessages: [{ role: 'assistant', content: 'Take the train' }],
        tokenCount: { prompt: 40, completion: 9, total: 49 },
    }),
});
const plan = traceAgent(async () => {
    await search('trains');
    return ask();
}, { name: 'planner' });

await plan();
await provider.forceFlush();
await provider.shutdown();
