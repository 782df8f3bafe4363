//! Requests in JSON: each vendor's, by what only it has.

use super::json::{Json, Object};
use super::message::all_messages;
use super::value::Found;
use super::{Entry, Kind, Omitted, Role, Transcript};

/// What stands before all messages.
const SYSTEM: &[&str] =
    &["system", "instructions", "systemInstruction", "system_instruction", "preamble"];
const TOOLS: &[&str] = &["tools", "functions", "toolConfig", "tool_config"];
/// Settings that weigh nothing.
const QUIET: &[&str] = &[
    "model",
    "modelId",
    "model_id",
    "temperature",
    "top_p",
    "top_k",
    "topP",
    "topK",
    "min_p",
    "typical_p",
    "n",
    "stream",
    "stream_options",
    "stop",
    "stop_sequences",
    "stopSequences",
    "max_tokens",
    "max_completion_tokens",
    "max_output_tokens",
    "max_tokens_to_sample",
    "max_gen_len",
    "maxTokens",
    "presence_penalty",
    "frequency_penalty",
    "repetition_penalty",
    "logit_bias",
    "logprobs",
    "top_logprobs",
    "user",
    "seed",
    "random_seed",
    "service_tier",
    "serviceTier",
    "store",
    "metadata",
    "parallel_tool_calls",
    "tool_choice",
    "reasoning",
    "reasoning_effort",
    "thinking",
    "effort",
    "verbosity",
    "safety_identifier",
    "prompt_cache_key",
    "prompt_cache_retention",
    "cache_control",
    "truncation",
    "include",
    "background",
    "id",
    "object",
    "created",
    "created_at",
    "anthropic_version",
    "anthropic_beta",
    "betas",
    "inferenceConfig",
    "performanceConfig",
    "requestMetadata",
    "additionalModelRequestFields",
    "additionalModelResponseFieldPaths",
    "safetySettings",
    "safety_settings",
    "labels",
    "keep_alive",
    "options",
    "raw",
    "think",
    "modalities",
    "extra_body",
    "extra_headers",
    "timeout",
    "echo",
    "best_of",
    "dimensions",
    "encoding_format",
    "input_type",
    "safe_prompt",
    "speed",
    "inference_geo",
    "guardrailConfig",
    "()",
    "provider",
    "models",
    "route",
    "transforms",
    "num_ctx",
    "use_cache",
    "source",
    "dataset",
    "split",
    "weight",
    "idx",
    "index",
];
/// Settings of generation beside a schema.
const GENERATION: &[&str] = &["generationConfig", "generation_config", "config"];
const SCHEMA: &[&str] = &[
    "responseSchema",
    "response_schema",
    "responseJsonSchema",
    "response_json_schema",
    "_responseJsonSchema",
];
/// What only a Responses request has beside its input.
const RESPONSES: &[&str] = &[
    "instructions",
    "previous_response_id",
    "conversation",
    "max_output_tokens",
    "truncation",
    "background",
    "text",
];

/// The request that an object is.
pub(super) fn read(request: &Object<'_>) -> Option<Found> {
    let mut one = Transcript::default();
    if let Some(found) = prompts(request) {
        return Some(found);
    }
    let (kind, known): (_, &[&str]) = if let Some(list) = messages_of(request) {
        one.add_messages(list);
        (vendor(request, list), &["messages", "input"])
    } else if let Some(input) = responses_text(request) {
        one.entries.push(Entry::of(Role::User, input));
        (Kind::Responses, &["input"])
    } else if let Some(contents) = request.get(&["contents"]) {
        one.add_contents(contents)?;
        (Kind::Gemini, &["contents"])
    } else if let Some(list) = share_gpt(request) {
        one.add_messages(list);
        (Kind::ShareGpt, &["conversations", "conversation"])
    } else if let Some(message) = request.text(&["message"]).filter(|_| is_cohere(request)) {
        for turn in request.list(&["chat_history"]).unwrap_or_default() {
            one.add_messages(std::slice::from_ref(turn));
        }
        one.entries.push(Entry::of(Role::User, message));
        (Kind::Cohere, &["message", "chat_history"])
    } else {
        return None;
    };
    one.add_beside(kind, request);
    let beside = ["tools", "functions", "function_call", "toolConfig", "tool_config"];
    let formats =
        ["response_format", "text_format", "text", "format", "output_config", "output_format"];
    let others = [known, SYSTEM, &beside, &formats, GENERATION, QUIET];
    Omitted::add_others(&mut one.left_out, request, &others);
    Some(Found::one(kind, one))
}

/// The messages of a request, if all that it has in their place are any.
fn messages_of<'r, 'a>(request: &'r Object<'a>) -> Option<&'r [Json<'a>]> {
    let list = ["messages", "input"].iter().find_map(|name| request.list(&[name]))?;
    Some(list).filter(|list| all_messages(list))
}

/// Whose request has these messages.
fn vendor(request: &Object<'_>, messages: &[Json<'_>]) -> Kind {
    let has = |names: &[&str]| names.iter().any(|name| request.has(name));
    let untyped = |message: &Json<'_>| {
        let parts = message.object().and_then(|message| message.list(&["content"]));
        parts.unwrap_or_default().iter().filter_map(Json::object).any(|part| !part.has("type"))
    };
    if !request.has("messages") {
        Kind::Responses
    } else if has(&["modelId", "inferenceConfig", "toolConfig"]) || messages.iter().any(untyped) {
        Kind::Bedrock
    } else if has(&["anthropic_version", "system", "anthropic_beta", "betas"]) {
        Kind::Anthropic
    } else if has(&["options", "keep_alive", "format", "think"]) {
        Kind::Ollama
    } else {
        Kind::ChatCompletions
    }
}

/// `"input": "text"` beside what only a Responses request has.
fn responses_text<'r>(request: &'r Object<'_>) -> Option<&'r str> {
    let model = request.text(&["model"]).is_some();
    let own = RESPONSES.iter().any(|name| request.has(name));
    request.text(&["input"]).filter(|_| (model || own) && !request.has("output"))
}

fn share_gpt<'r, 'a>(request: &'r Object<'a>) -> Option<&'r [Json<'a>]> {
    let list = ["conversations", "conversation"].iter().find_map(|name| request.list(&[name]))?;
    Some(list).filter(|list| all_messages(list))
}

fn is_cohere(request: &Object<'_>) -> bool {
    ["chat_history", "preamble", "documents", "connectors"].iter().any(|name| request.has(name))
}

/// Prompts without roles: texts to embed, and prompts to complete.
fn prompts(request: &Object<'_>) -> Option<Found> {
    let model = request.text(&["model"]);
    let embeds = model.is_some_and(|model| model.contains("embed"))
        || ["dimensions", "encoding_format", "input_type"].iter().any(|name| request.has(name));
    if let Some(input) = request.get(&["input", "texts"]) {
        let texts = strings(input).filter(|texts| embeds || (texts.len() > 1 && model.is_some()));
        if let Some(texts) = texts {
            let mut found = Found::prompts(Kind::Embeddings, texts);
            Omitted::add_others(&mut found.left_out, request, &[&["input", "texts"], QUIET]);
            return Some(found);
        }
        if embeds {
            // Ids of tokens, which were counted already.
            let mut found = Found::prompts(Kind::Embeddings, Vec::new());
            Omitted::add(&mut found.left_out, "token ids");
            return Some(found);
        }
    }
    let prompt = request.get(&["prompt", "inputText"])?;
    if let (Some(prompt), Some(completion)) = (prompt.text(), request.text(&["completion"])) {
        let entries = vec![Entry::of(Role::User, prompt), Entry::of(Role::Assistant, completion)];
        let mut one = Transcript { entries, ..Transcript::default() };
        Omitted::add_others(&mut one.left_out, request, &[&["prompt", "completion"], QUIET]);
        return Some(Found::one(Kind::Completion, one));
    }
    if let Some(messages) = prompt.list().filter(|list| all_messages(list)) {
        let mut one = Transcript::default();
        one.add_messages(messages);
        match request.list(&["completion"]).filter(|list| all_messages(list)) {
            Some(completion) => one.add_messages(completion),
            None => {
                Omitted::add_others(&mut one.left_out, request, &[&["prompt", "tools"], QUIET]);
            }
        }
        return Some(Found::one(Kind::Completion, one));
    }
    let settings =
        ["max_tokens", "max_gen_len", "max_tokens_to_sample", "textGenerationConfig", "options"];
    if model.is_none() && !settings.iter().any(|name| request.has(name)) {
        return None;
    }
    let mut found = Found::prompts(Kind::Completion, strings(prompt)?);
    let known = ["prompt", "inputText", "textGenerationConfig"];
    Omitted::add_others(&mut found.left_out, request, &[&known, QUIET]);
    Some(found)
}

/// A text, or a list of texts and nothing else.
fn strings(value: &Json<'_>) -> Option<Vec<String>> {
    match value {
        Json::Text(text) => Some(vec![text.clone().into_owned()]),
        Json::List(list) if !list.is_empty() => {
            list.iter().map(|item| item.text().map(str::to_owned)).collect()
        }
        _ => None,
    }
}

impl Transcript {
    /// Adds Gemini's contents: each with parts, and often without a role.
    fn add_contents(&mut self, contents: &Json<'_>) -> Option<()> {
        let one = std::slice::from_ref(contents);
        let list = contents.list().unwrap_or(one);
        for content in list {
            match content {
                Json::Text(text) => self.entries.push(Entry::of(Role::User, text)),
                Json::Object(object) if object.has("parts") => {
                    let role = object.text(&["role"]).unwrap_or("user");
                    self.add_message(Role::named(role)?, object);
                }
                _ => return None,
            }
        }
        (!self.entries.is_empty()).then_some(())
    }

    /// Adds what goes with the messages: what is fixed, tools, schemas.
    fn add_beside(&mut self, kind: Kind, request: &Object<'_>) {
        if let Some(system) = request.get(SYSTEM) {
            self.add_system(system);
        }
        self.add_tools(request);
        if let Some(functions) = request.list(&["functions"]) {
            self.tools.add_functions(functions, &mut self.left_out);
            if let Some(choice) = request.get(&["function_call"]) {
                self.tools.choose(choice);
            }
        } else if let Some(choice) = request.get(&["function_call"]) {
            Omitted::add_value(&mut self.left_out, "function_call", choice);
        }
        for name in GENERATION {
            let Some(config) = request.object(&[name]) else { continue };
            if let Some(system) = config.get(SYSTEM) {
                self.add_system(system);
            }
            self.add_tools(config);
            for schema in SCHEMA {
                if let Some(value) = config.get(&[schema]) {
                    Omitted::add_schema(&mut self.left_out, &format!("{name}.{schema}"), value);
                }
            }
            for (inner, value) in config.members() {
                let read =
                    SCHEMA.contains(&inner) || SYSTEM.contains(&inner) || TOOLS.contains(&inner);
                let structured = matches!(value, Json::Object(_)) && !value.is_empty();
                if structured && !read && !inner.to_ascii_lowercase().contains("think") {
                    Omitted::add_value(&mut self.left_out, &format!("{name}.{inner}"), value);
                }
            }
        }
        self.add_formats(kind, request);
    }

    /// Names the schema that an answer has to follow, wherever a request has it.
    fn add_formats(&mut self, kind: Kind, request: &Object<'_>) {
        for name in ["response_format", "text_format", "output_format", "format"] {
            match request.get(&[name]) {
                Some(Json::Object(format)) => {
                    let inner = ["json_schema", "schema"];
                    let schema = format.object(&inner).or_else(|| {
                        // Ollama's is the schema itself.
                        (kind == Kind::Ollama || format.has("properties")).then_some(format)
                    });
                    if let Some(schema) = schema {
                        let schema = schema.object(&["schema"]).unwrap_or(schema).clone();
                        Omitted::add_schema(&mut self.left_out, name, &Json::Object(schema));
                    }
                }
                Some(other) if !matches!(other.text(), Some("json" | "text" | "")) => {
                    Omitted::add_value(&mut self.left_out, name, other);
                }
                _ => {}
            }
        }
        for name in ["text", "output_config"] {
            match request.get(&[name]) {
                Some(Json::Object(text)) => {
                    if let Some(schema) = text.object(&["format"]).and_then(|f| f.get(&["schema"]))
                    {
                        Omitted::add_schema(&mut self.left_out, &format!("{name}.format"), schema);
                    }
                }
                Some(other) => Omitted::add_value(&mut self.left_out, name, other),
                None => {}
            }
        }
    }

    fn add_tools(&mut self, request: &Object<'_>) {
        for tool in request.list(&["tools"]).unwrap_or_default() {
            let Some(tool) = tool.object() else {
                Omitted::add_value(&mut self.left_out, "tools", tool);
                continue;
            };
            let declared = tool.list(&["functionDeclarations", "function_declarations"]);
            if let Some(declared) = declared {
                self.add_foreign(declared.iter(), "functionDeclarations");
                let known = ["functionDeclarations", "function_declarations"];
                Omitted::add_others(&mut self.left_out, tool, &[&known]);
            } else if !self.tools.add(tool, &mut self.left_out) {
                let own = || tool.members().map(|(name, _)| name).next();
                let what = tool.text(&["type"]).or_else(own).unwrap_or("tool");
                Omitted::add_value(&mut self.left_out, what, &Json::Object(tool.clone()));
            }
        }
        if let Some(config) = request.object(&["toolConfig", "tool_config"]) {
            let tools = config.list(&["tools"]).unwrap_or_default().iter();
            let specs =
                tools.map(|tool| tool.object().and_then(|t| t.get(&["toolSpec"])).unwrap_or(tool));
            self.add_foreign(specs, "toolConfig");
        }
    }

    /// Adds tools whose format nobody publishes: the texts count, and the rest is named.
    fn add_foreign<'j, 'a: 'j>(&mut self, tools: impl Iterator<Item = &'j Json<'a>>, what: &str) {
        for tool in tools {
            let read =
                tool.object().is_some_and(|tool| self.tools.add_texts(tool, &mut self.left_out));
            if read {
                Omitted::add(&mut self.left_out, &format!("{what}: its format"));
            } else {
                let quiet = tool.object().is_some_and(|tool| tool.has("cachePoint"));
                if !quiet {
                    Omitted::add_value(&mut self.left_out, what, tool);
                }
            }
        }
    }
}
