// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// npm agentops with @openai/agents: an agent that calls one tool. The model is a local one, so that nothing
// but the SDK's own requests leaves the program.

const { agentops } = require('agentops');
const { Agent, Runner, tool, Usage } = require('@openai/agents');

const url = process.env.SLUICE_URL;
const where = url ? { apiEndpoint: url, otlpEndpoint: url } : {};

const usage = new Usage({ requests: 1, inputTokens: 12, outputTokens: 5, totalTokens: 17 });
const answers = [
    [{ type: 'function_call', callId: 'call_1', name: 'look_up', arguments: '{"word":"sluice"}', status: 'completed' }],
    [{ type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'A gate for water.' }] }],
];
const model = {
    async getResponse() {
        return { usage, output: answers.shift(), responseId: 'local' };
    },
};

async function main() {
    await agentops.init(where);
    const lookUp = tool({
        name: 'look_up',
        description: 'Says what a word means',
        parameters: {
            type: 'object',
            properties: { word: { type: 'string' } },
            required: ['word'],
            additionalProperties: false,
        },
        strict: true,
        execute: async () => 'a gate for water',
    });
    const agent = new Agent({ name: 'Librarian', instructions: 'Look words up.', tools: [lookUp], model });
    const result = await new Runner({ modelProvider: { getModel: () => model } }).run(agent, 'What is a sluice?');
    console.log(result.finalOutput);
    // The SDK sends one span every five seconds and leaves the rest behind when it is shut down.
    setTimeout(() => agentops.shutdown().then(() => process.exit(0)), 24000);
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
