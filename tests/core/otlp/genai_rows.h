// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <vector>

// What instrumentations send, and what it has to become. Apart from the test: moc stumbles over these raw
// strings.

namespace sluice {

/// A member of the body that is wanted, or its absence ("").
struct Wanted
{
    const char *name;
    const char *json;
};

struct GenAiRow
{
    const char *name;
    const char *attributes;
    const char *type;
    const char *event; ///< its name
    int promptTokens; ///< -1: unknown
    int completionTokens;
    const char *cost;
    std::vector<Wanted> members;
};

inline const GenAiRow genAiRows[] = {
    {"AgentOps: an LLM call",
        R"("agentops.span.kind":"llm","gen_ai.system":"OpenAI","gen_ai.request.model":"gpt-4o",)"
        R"("gen_ai.response.model":"gpt-4o-2024-08-06","gen_ai.prompt.0.role":"user",)"
        R"("gen_ai.prompt.0.content":"hi","gen_ai.completion.0.role":"assistant",)"
        R"("gen_ai.completion.0.content":"hello","gen_ai.usage.prompt_tokens":10,)"
        R"("gen_ai.usage.completion_tokens":2,"gen_ai.usage.total_cost":0.0125)",
        "llms", "gpt-4o-2024-08-06", 10, 2, "0.0125",
        {{"prompt", R"([{"role":"user","content":"hi"}])"},
            {"completion", R"({"role":"assistant","content":"hello"})"}, {"params", ""}}},
    {"AgentOps: a tool that costs",
        R"("agentops.span.kind":"tool","operation.name":"search","agentops.tool.input":"{\"args\":[1]}",)"
        R"("agentops.tool.output":"{\"hits\":2}","gen_ai.usage.total_cost":0.01)",
        "tools", "search", -1, -1, "", {{"params", R"({"args":[1]})"}, {"returns", R"({"hits":2})"}}},
    {"AgentOps: an agent that sums up",
        R"("agentops.span.kind":"agent","gen_ai.usage.prompt_tokens":10,"agent.name":"writer")", "actions",
        "n", -1, -1, "", {{"agent_id", R"("writer")"}}},
    {"npm agentops: no kind, tokens as texts",
        R"("gen_ai.prompt.0.role":"user","gen_ai.prompt.0.content":"q","gen_ai.usage.input_tokens":"4",)"
        R"("gen_ai.usage.output_tokens":"2")",
        "llms", "", 4, 2, "", {{"model", ""}, {"span_name", R"("n")"}}},
    {"npm agentops: a function",
        R"("function.name":"get_weather","function.input":"{\"city\":\"Paris\"}","function.output":"sunny")",
        "tools", "get_weather", -1, -1, "", {{"params", R"({"city":"Paris"})"}, {"returns", R"("sunny")"}}},
    {"GenAI: chat",
        R"("gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","gen_ai.request.model":"gpt-4o",)"
        R"("gen_ai.system_instructions":"[{\"type\":\"text\",\"content\":\"be kind\"}]",)"
        R"("gen_ai.input.messages":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]",)"
        R"("gen_ai.output.messages":"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"yo\"}],\"finish_reason\":\"stop\"}]",)"
        R"("gen_ai.usage.input_tokens":7,"gen_ai.usage.output_tokens":3,"gen_ai.usage.cache_read.input_tokens":5)",
        "llms", "gpt-4o", 7, 3, "",
        {{"prompt",
             R"([{"role":"system","parts":[{"type":"text","content":"be kind"}]},{"role":"user","parts":[{"type":"text","content":"hi"}]}])"},
            {"completion",
                R"([{"role":"assistant","parts":[{"type":"text","content":"yo"}],"finish_reason":"stop"}])"},
            {"attributes",
                R"({"gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":7,"gen_ai.usage.output_tokens":3,"gen_ai.usage.cache_read.input_tokens":5})"}}},
    {"GenAI: instructions alone, as text",
        R"("gen_ai.operation.name":"chat","gen_ai.system_instructions":"s")", "llms", "", -1, -1, "",
        {{"prompt", R"([{"role":"system","content":"s"}])"}}},
    {"GenAI: embeddings",
        R"("gen_ai.operation.name":"embeddings","gen_ai.request.model":"e-3","gen_ai.usage.input_tokens":9)",
        "llms", "e-3", 9, -1, "", {}},
    {"GenAI: a tool",
        R"("gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"add","gen_ai.tool.call.id":"c1",)"
        R"("gen_ai.tool.call.arguments":"{\"a\":1}","gen_ai.tool.call.result":"2")",
        "tools", "add", -1, -1, "", {{"params", R"({"a":1})"}, {"returns", R"("2")"}}},
    {"GenAI: an agent that sums up",
        R"("gen_ai.operation.name":"invoke_agent","gen_ai.agent.name":"Math","gen_ai.agent.id":"a1",)"
        R"("gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":70,"gen_ai.output.messages":"[]")",
        "actions", "n", -1, -1, "", {{"agent_id", R"("a1")"}, {"completion", "[]"}, {"prompt_tokens", ""}}},
    {"GenAI: only who it belongs to", R"("gen_ai.agent.name":"Math","gen_ai.conversation.id":"c")", "actions",
        "n", -1, -1, "", {}},
    {"GenAI: an operation of its own",
        R"("gen_ai.operation.name":"call_llm","gen_ai.request.model":"m","gen_ai.usage.input_tokens":1)",
        "llms", "m", 1, -1, "", {}},
    {"OpenInference: an LLM call",
        R"("openinference.span.kind":"LLM","llm.model_name":"gpt-4o","llm.system":"openai",)"
        R"("llm.input_messages.0.message.role":"user",)"
        R"("llm.input_messages.0.message.contents.0.message_content.type":"text",)"
        R"("llm.input_messages.0.message.contents.0.message_content.text":"what?",)"
        R"("llm.input_messages.0.message.contents.1.message_content.type":"image",)"
        R"("llm.input_messages.0.message.contents.1.message_content.image.image.url":"u",)"
        R"("llm.output_messages.0.message.role":"assistant",)"
        R"("llm.output_messages.0.message.tool_calls.0.tool_call.id":"c1",)"
        R"("llm.output_messages.0.message.tool_calls.0.tool_call.function.name":"add",)"
        R"("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments":"{\"a\":1}",)"
        R"("llm.token_count.prompt":5,"llm.token_count.completion":2,"llm.token_count.total":7,)"
        R"("llm.cost.total":0.0001,"input.value":"{\"messages\":[]}","input.mime_type":"application/json")",
        "llms", "gpt-4o", 5, 2, "0.0001",
        {{"prompt",
             R"([{"role":"user","parts":[{"type":"text","text":"what?"},{"type":"image","image":{"url":"u"}}]}])"},
            {"completion",
                R"({"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"add","arguments":"{\"a\":1}"}}]})"},
            {"params", ""}}},
    {"OpenInference: input and output alone",
        R"("openinference.span.kind":"LLM","input.value":"hi","output.value":"yo","llm.cost.prompt":0.1,)"
        R"("llm.cost.completion":0.2)",
        "llms", "", -1, -1, "0.3", {{"prompt", R"("hi")"}, {"completion", R"("yo")"}}},
    {"OpenInference: a tool",
        R"("openinference.span.kind":"TOOL","tool.name":"add","tool.parameters":"{\"type\":\"object\"}",)"
        R"("input.value":"{\"a\":1}","output.value":"2")",
        "tools", "add", -1, -1, "",
        {{"params", R"({"a":1})"}, {"returns", R"("2")"},
            {"attributes",
                R"({"openinference.span.kind":"TOOL","tool.name":"add","tool.parameters":"{\"type\":\"object\"}"})"}}},
    {"OpenInference: a chain that sums up",
        R"("openinference.span.kind":"CHAIN","llm.token_count.prompt":50,"input.value":"q")", "actions", "n",
        -1, -1, "", {{"params", R"("q")"}}},
    {"OpenInference: a retriever",
        R"("openinference.span.kind":"RETRIEVER","input.value":"q",)"
        R"("retrieval.documents.0.document.content":"d","retrieval.documents.0.document.score":0.5)",
        "tools", "n", -1, -1, "", {{"returns", R"([{"content":"d","score":0.5}])"}}},
    {"OpenInference: an embedding",
        R"("openinference.span.kind":"EMBEDDING","embedding.model_name":"e-3","llm.token_count.prompt":3)",
        "llms", "e-3", 3, -1, "", {}},
    {"Langfuse: a generation",
        R"("langfuse.observation.type":"generation","langfuse.observation.model.name":"gpt-4o",)"
        R"("langfuse.observation.input":"[{\"role\":\"user\",\"content\":\"hi\"}]",)"
        R"("langfuse.observation.output":"{\"role\":\"assistant\",\"content\":\"yo\"}",)"
        R"("langfuse.observation.usage_details":"{\"input\":12,\"output\":3,\"total\":15,\"input_cached_tokens\":4}",)"
        R"("langfuse.observation.cost_details":"{\"input\":0.001,\"output\":0.002,\"total\":0.003}",)"
        R"("gen_ai.usage.input_tokens":99)",
        "llms", "gpt-4o", 12, 3, "0.003",
        {{"prompt", R"([{"role":"user","content":"hi"}])"},
            {"completion", R"({"role":"assistant","content":"yo"})"}}},
    {"Langfuse: costs without a total",
        R"("langfuse.observation.type":"generation","langfuse.observation.cost_details":"{\"input\":0.1,\"output\":0.2}")",
        "llms", "", -1, -1, "0.3", {}},
    {"Langfuse: details that are none",
        R"("langfuse.observation.type":"generation","langfuse.observation.usage_details":"none",)"
        R"("langfuse.observation.cost_details":"[]","gen_ai.usage.input_tokens":9)",
        "llms", "", 9, -1, "", {}},
    {"Langfuse: a tool", R"("langfuse.observation.type":"tool","langfuse.observation.input":"{\"a\":1}")",
        "tools", "n", -1, -1, "", {{"params", R"({"a":1})"}}},
    {"Langfuse: a span", R"("langfuse.observation.type":"span","langfuse.observation.output":"done")",
        "actions", "n", -1, -1, "", {{"returns", R"("done")"}}},
    {"Traceloop: a workflow",
        R"("traceloop.span.kind":"workflow","traceloop.entity.name":"jokes","traceloop.entity.input":"{\"a\":1}",)"
        R"("gen_ai.usage.input_tokens":9)",
        "actions", "n", -1, -1, "", {{"params", R"({"a":1})"}}},
    {"Traceloop: a tool", R"("traceloop.span.kind":"tool","traceloop.entity.name":"add")", "tools", "add", -1,
        -1, "", {}},
    {"Traceloop: an agent", R"("traceloop.span.kind":"agent","traceloop.entity.name":"writer")", "actions",
        "n", -1, -1, "", {{"agent_id", R"("writer")"}}},
    {"Traceloop: an LLM call",
        R"("llm.request.type":"chat","gen_ai.system":"OpenAI","gen_ai.request.model":"gpt-4o",)"
        R"("gen_ai.usage.prompt_tokens":5,"gen_ai.usage.completion_tokens":6,"llm.usage.total_tokens":11,)"
        R"("gen_ai.completion.0.tool_calls.0.name":"add","gen_ai.completion.0.tool_calls.0.arguments":"{}")",
        "llms", "gpt-4o", 5, 6, "", {{"completion", R"({"tool_calls":[{"name":"add","arguments":"{}"}]})"}}},
    {"Vercel: the call of a step",
        R"("ai.operationId":"ai.generateText.doGenerate","operation.name":"ai.generateText.doGenerate f",)"
        R"("ai.model.id":"gpt-4o","ai.response.model":"gpt-4o-1","gen_ai.request.model":"gpt-4o",)"
        R"("ai.prompt.messages":"[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]",)"
        R"("ai.response.text":"yo","ai.response.toolCalls":"[{\"toolCallId\":\"c\",\"toolName\":\"add\",\"args\":{}}]",)"
        R"("ai.usage.promptTokens":12,"ai.usage.completionTokens":8,"gen_ai.usage.input_tokens":12)",
        "llms", "gpt-4o-1", 12, 8, "",
        {{"prompt", R"([{"role":"user","content":[{"type":"text","text":"hi"}]}])"},
            {"completion",
                R"({"role":"assistant","content":"yo","tool_calls":[{"toolCallId":"c","toolName":"add","args":{}}]})"}}},
    {"Vercel: the whole, which sums up",
        R"("ai.operationId":"ai.generateText","ai.telemetry.functionId":"answer","ai.model.id":"gpt-4o",)"
        R"("ai.prompt":"{\"prompt\":\"hi\"}","ai.response.text":"yo","ai.usage.inputTokens":4,)"
        R"("ai.usage.outputTokens":2)",
        "actions", "answer", -1, -1, "",
        {{"prompt", R"({"prompt":"hi"})"}, {"completion", R"({"role":"assistant","content":"yo"})"},
            {"span_name", R"("n")"}}},
    {"Vercel: a tool",
        R"("ai.operationId":"ai.toolCall","operation.name":"ai.toolCall","ai.toolCall.name":"add",)"
        R"("ai.toolCall.id":"c","ai.toolCall.args":"{\"a\":1}","ai.toolCall.result":"{\"sum\":2}")",
        "tools", "add", -1, -1, "", {{"params", R"({"a":1})"}, {"returns", R"({"sum":2})"}}},
    {"Vercel: an embedding",
        R"("ai.operationId":"ai.embed.doEmbed","ai.model.id":"e-3","ai.values":["a"],"ai.usage.tokens":3)",
        "llms", "e-3", 3, -1, "", {{"prompt", R"(["a"])"}}},
    {"Vercel through OpenInference",
        R"("openinference.span.kind":"AGENT","ai.operationId":"ai.generateText","llm.token_count.prompt":4)",
        "actions", "n", -1, -1, "", {}},
    {"HTTP", R"("http.request.method":"GET","url.full":"http://h/x","http.response.status_code":200)", "apis",
        "n", -1, -1, "", {{"params", R"("http://h/x")"}, {"returns", "200"}}},
    {"a database", R"("db.system":"postgresql","db.statement":"SELECT 1")", "actions", "n", -1, -1, "",
        {{"attributes", R"({"db.system":"postgresql","db.statement":"SELECT 1"})"}}},
    {"the most specific kind wins",
        R"("agentops.span.kind":"tool","openinference.span.kind":"LLM","gen_ai.operation.name":"chat",)"
        R"("llm.model_name":"a","gen_ai.response.model":"b","tool.name":"t")",
        "tools", "t", -1, -1, "", {}},
    {"the most specific model wins",
        R"("gen_ai.response.model":"b","ai.model.id":"c","llm.model_name":"a","gen_ai.operation.name":"chat",)"
        R"("gen_ai.usage.input_tokens":1,"llm.token_count.prompt":2)",
        "llms", "a", 2, -1, "", {}},
    {"counts that are none",
        R"("gen_ai.operation.name":"chat","gen_ai.usage.prompt_tokens":-1,"gen_ai.usage.input_tokens":"7",)"
        R"("gen_ai.usage.output_tokens":2000000000000,"gen_ai.usage.cost":-1.5)",
        "llms", "", 7, -1, "", {}},
};

/// Members of a span: events of the conventions 1.28 to 1.36, two ways to say a message, and another event.
inline const char *const messageEvents
    = R"("events":[{"name":"gen_ai.system.message","attributes":[{"key":"content","value":)"
      R"({"stringValue":"be kind"}}]},{"name":"gen_ai.user.message","attributes":[)"
      R"({"key":"gen_ai.system","value":{"stringValue":"az"}},{"key":"gen_ai.event.content","value":)"
      R"({"stringValue":"{\"role\":\"user\",\"content\":\"hi\"}"}}]},{"name":"gen_ai.choice",)"
      R"("attributes":[{"key":"gen_ai.event.content","value":{"stringValue":)"
      R"("{\"index\":0,\"message\":{\"content\":\"yo\"}}"}}]},{"name":"other"}])";

/// Those of 1.27.
inline const char *const contentEvents
    = R"("events":[{"name":"gen_ai.content.prompt","attributes":[{"key":"gen_ai.prompt","value":)"
      R"({"stringValue":"[{\"role\":\"user\",\"content\":\"hi\"}]"}}]},)"
      R"({"name":"gen_ai.content.completion","attributes":[{"key":"gen_ai.completion","value":)"
      R"({"stringValue":"yo"}}]}])";

/// Those of today.
inline const char *const detailsEvents
    = R"("events":[{"name":"gen_ai.client.inference.operation.details","attributes":[)"
      R"({"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"content\":\"q\"}]"}},)"
      R"({"key":"gen_ai.system_instructions","value":{"stringValue":"s"}}]}])";

/// The body of a log record.
inline const char *const choiceBody
    = R"({"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"yo"}})";

inline const char *const inputMessages = R"([{"role":"user","content":"q"}])";

inline const char *const outputMessages = R"([{"role":"assistant","content":"a"}])";

} // namespace sluice
