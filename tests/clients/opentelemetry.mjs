// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A program with OpenTelemetry's own SDK and its exporters: node opentelemetry.mjs proto|http none|gzip.
// What it says follows OpenTelemetry's conventions for GenAI.

import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { resourceFromAttributes } from '@opentelemetry/resources';

const [encoding, compression] = process.argv.slice(2);
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${encoding}`);

process.env.OTEL_EXPORTER_OTLP_ENDPOINT ??= process.env.SLUICE_URL;
const exporter = new OTLPTraceExporter({ compression });
const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `otel-${encoding}-${compression}` }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
});
const tracer = provider.getTracer('sluice-clients', '1.0.0');

const root = tracer.startSpan('invoke_agent planner', {
    attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'planner' },
});
const inRoot = trace.setSpan(context.active(), root);
const chat = tracer.startSpan('chat gpt-4o', {
    kind: SpanKind.CLIENT,
    attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.response.model': 'gpt-4o-2024-08-06',
        'gen_ai.usage.input_tokens': 40,
        'gen_ai.usage.output_tokens': 9,
        'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Plan a trip' }] }]),
        'gen_ai.output.messages': JSON.stringify([
            { role: 'assistant', parts: [{ type: 'text', content: 'Take the train' }], finish_reason: 'stop' },
        ]),
    },
}, inRoot);
chat.end();
const search = tracer.startSpan('execute_tool search', {
    attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'search',
        'gen_ai.tool.call.arguments': '{"q":"trains"}',
        'gen_ai.tool.call.result': '["09:12"]',
    },
}, inRoot);
search.end();
const failing = tracer.startSpan('execute_tool book', {
    attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'book' },
}, inRoot);
failing.recordException(new TypeError('no seat left'));
failing.setStatus({ code: SpanStatusCode.ERROR, message: 'no seat left' });
failing.end();
root.end();
await provider.forceFlush();
await provider.shutdown();
