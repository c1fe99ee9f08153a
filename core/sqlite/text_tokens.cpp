// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/sqlite/text_tokens.h"

#include "core/sqlite/connection.h"

#include <sqlite3.h>

#include <array>
#include <utility>

namespace sluice {

namespace {

/// Null: this SQLite was built without FTS5.
fts5_api *apiOf(Connection &connection)
{
    fts5_api *api = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void *>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

int keepToken(void *list, int, const char *text, int size, int begin, int end)
{
    const auto length = [](int from, int to) { return static_cast<std::size_t>(to - from); };
    static_cast<std::vector<TextToken> *>(list)->push_back(
        {std::string(text, length(0, size)), length(0, begin), length(begin, end)});
    return SQLITE_OK;
}

} // namespace

class TextTokens::Impl
{
public:
    explicit Impl(fts5_tokenizer methods)
        : m_methods(methods)
    { }
    ~Impl()
    {
        if (m_tokenizer != nullptr)
            m_methods.xDelete(m_tokenizer);
    }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    bool create(void *context)
    {
        std::array<const char *, 2> arguments{"remove_diacritics", "2"};
        return m_methods.xCreate(context, arguments.data(), arguments.size(), &m_tokenizer) == SQLITE_OK;
    }

    std::vector<TextToken> of(std::string_view text)
    {
        std::vector<TextToken> tokens;
        m_methods.xTokenize(m_tokenizer, &tokens, FTS5_TOKENIZE_DOCUMENT, text.data(),
            static_cast<int>(text.size()), keepToken);
        return tokens;
    }

private:
    fts5_tokenizer m_methods;
    Fts5Tokenizer *m_tokenizer = nullptr;
};

TextTokens::TextTokens(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

TextTokens::~TextTokens() = default;

Result<std::unique_ptr<TextTokens>> TextTokens::open(Connection &connection)
{
    fts5_api *const api = apiOf(connection);
    void *context = nullptr;
    fts5_tokenizer methods{};
    if (api != nullptr && api->xFindTokenizer(api, "unicode61", &context, &methods) == SQLITE_OK) {
        auto impl = std::make_unique<Impl>(methods);
        if (impl->create(context))
            return std::unique_ptr<TextTokens>(new TextTokens(std::move(impl)));
    }
    return Error{ErrorKind::Io, "this SQLite has no full-text search (FTS5)"};
}

std::vector<TextToken> TextTokens::of(std::string_view text) const
{
    return m_impl->of(text);
}

} // namespace sluice
