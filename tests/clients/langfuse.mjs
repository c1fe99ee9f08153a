// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Langfuse's SDK, pointed here by LANGFUSE_BASE_URL.

process.env.LANGFUSE_BASE_URL = process.env.SLUICE_URL;
process.env.LANGFUSE_PUBLIC_KEY = 'pk-lf-local';
process.env.LANGFUSE_SECRET_KEY = 'sk-lf-local';

const { LangfuseSpanProcessor } = await import('@langfuse/otel');
const { setLangfuseTracerProvider, startObservation } = await import('@langfuse/tracing');
const { BasicTracerProvider } = await import('@opentelemetry/sdk-trace-base');
const { resourceFromAttributes } = await import('@opentelemetry/resources');

const processor = new LangfuseSpanProcessor();
const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'langfuse' }),
    spanProcessors: [processor],
});
setLangfuseTracerProvider(provider);

const root = startObservation('answer', { input: 'What is a sluice?' });
const generation = root.startObservation(
    'draft',
    {
        model: 'gpt-4o-mini',
        input: [{ role: 'user', content: 'What is a sluice?' }],
        output: { role: 'assistant', content: 'A gate for water.' },
        usageDetails: { input: 12, output: 5 },
        costDetails: { total: 0.00042 },
    },
    { asType: 'generation' },
);
generation.end();
const lookUp = root.startObservation('look_up', { input: { word: 'sluice' }, output: 'a gate' }, { asType: 'tool' });
lookUp.end();
root.update({ output: 'A gate for water.' }).end();
await processor.forceFlush();
await provider.shutdown();
