// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/access_file.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/collector/access_rules.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string_view>

namespace sluice {

namespace {

constexpr std::string_view remark
    = "# Who may send to Sluice's collector: token UUID, host NAME, origin URL, a line each.\n";

/// "host" of "host host.docker.internal".
std::string_view cutWord(std::string_view &line)
{
    const std::size_t blank = line.find(' ');
    const std::string_view word = line.substr(0, blank);
    line = blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1);
    return word;
}

Result<void> takeLine(std::string_view line, CollectorAccess &access)
{
    const std::string_view what = cutWord(line);
    if (what == "token") {
        const Result<std::string> token = tokenFrom(line);
        if (!token)
            return token.error();
        access.token = *token;
        return {};
    }
    if (what != "host" && what != "origin")
        return Error{ErrorKind::Usage, "expected token, host or origin"};
    const Result<std::string> word = what == "host" ? hostNameFrom(line) : originFrom(line);
    if (!word)
        return word.error();
    (what == "host" ? access.hosts : access.origins).push_back(*word);
    return {};
}

Result<void> addWords(const std::string &option, std::string_view text,
    Result<std::string> (*rule)(std::string_view), std::vector<std::string> &words)
{
    while (true) {
        const std::size_t comma = text.find(',');
        const Result<std::string> word = rule(text.substr(0, comma));
        if (!word)
            return Error{ErrorKind::Usage, option + ": " + word.error().message};
        words.push_back(*word);
        if (comma == std::string_view::npos)
            return {};
        text.remove_prefix(comma + 1);
    }
}

std::string textOf(const CollectorAccess &access)
{
    std::string text(remark);
    if (!access.token.empty())
        text += "token " + access.token + '\n';
    for (const std::string &host : access.hosts)
        text += "host " + host + '\n';
    for (const std::string &origin : access.origins)
        text += "origin " + origin + '\n';
    return text;
}

Error cannotWrite(const std::filesystem::path &file)
{
    return systemError("cannot write " + file.string());
}

} // namespace

std::filesystem::path accessFileOf(const DataDir &dir)
{
    return dir.path / "collector-access";
}

Result<CollectorAccess> readAccess(const DataDir &dir)
{
    const std::filesystem::path path = accessFileOf(dir);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return CollectorAccess();
    std::ifstream file(path);
    if (!file)
        return Error{ErrorKind::Io, path.string() + " cannot be read"};
    CollectorAccess access;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.front() == '#')
            continue;
        if (const Result<void> taken = takeLine(line, access); !taken)
            return Error{ErrorKind::Usage,
                path.string() + ", line " + std::to_string(number) + ": " + taken.error().message};
    }
    return access;
}

Result<void> writeAccess(const DataDir &dir, const CollectorAccess &access)
{
    const std::filesystem::path path = accessFileOf(dir);
    const std::filesystem::path fresh = path.string() + ".new";
    const std::string text = textOf(access);
    // Made anew, so that its rights are those of a new file whatever lay there.
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    const FileDescriptor file = FileDescriptor::open(fresh, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.isValid())
        return cannotWrite(fresh);
    if (::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())
        || ::fsync(file.get()) != 0 || ::rename(fresh.c_str(), path.c_str()) != 0) {
        const Error error = cannotWrite(path);
        std::filesystem::remove(fresh, ignored);
        return error;
    }
    return {};
}

Result<void> addAllowedHosts(const std::string &text, std::vector<std::string> &hosts)
{
    return addWords("--allow-host", text, hostNameFrom, hosts);
}

Result<void> addAllowedOrigins(const std::string &text, std::vector<std::string> &origins)
{
    return addWords("--allow-origin", text, originFrom, origins);
}

Result<std::string> accessTokenFrom(const std::string &file)
{
    std::ifstream stream(file);
    std::string text;
    if (!stream || !std::getline(stream, text))
        return Error{ErrorKind::Io, "the token file " + file + " cannot be read"};
    while (!text.empty() && (text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    const Result<std::string> token = tokenFrom(text);
    if (!token)
        return Error{ErrorKind::Usage, file + ": " + token.error().message};
    return token;
}

} // namespace sluice
