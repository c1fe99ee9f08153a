// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "app/sluicectl/signal_watch.h"
#include "core/base/clock.h"
#include "core/exchange/export_session.h"
#include "core/store/data_dir.h"
#include "core/store/store_reader.h"

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

namespace {

constexpr const char *name = "export";
const Grammar grammar{
    {"--data-dir", "--format", "--output"}, {}, 1, "a session: its id, or its first 8 characters"};

Result<std::unique_ptr<StoreReader>> openReader(const Arguments &arguments, const SessionId &session)
{
    Result<DataDir> dir = DataDir::resolve(arguments.text("--data-dir").value_or(""));
    if (!dir)
        return dir.error();
    Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(*dir);
    if (!reader && reader.error().kind == ErrorKind::NotFound)
        return Error{ErrorKind::NotFound, "there is no session " + session.text() + ": the store is empty"};
    return reader;
}

Result<void> print(std::string_view piece)
{
    if (std::cout << piece)
        return {};
    return Error{ErrorKind::Io, "cannot write to standard output"};
}

Result<void> printSession(StoreReader &reader, const SessionId &session, ExchangeFormat format, Timestamp now,
    const ExchangeWatch &watch)
{
    const Result<void> written = exportSession(reader, session, format, now, print, watch);
    return written && !std::cout.flush()
        ? Result<void>(Error{ErrorKind::Io, "cannot write to standard output"})
        : written;
}

} // namespace

ExitCode exportCommand(const std::vector<std::string> &words)
{
    std::atomic<int> signal{0};
    const SignalWatch signals([&signal](int number) { signal = number; });
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    const std::string wanted = arguments->text("--format").value_or("json");
    const std::optional<ExchangeFormat> format = exchangeFormatFromText(wanted);
    if (!format) {
        return failed(
            name, {ErrorKind::Usage, "--format is '" + wanted + "'; expected json, csv, chrome or otlp"});
    }
    const SessionId session(arguments->positionals().front());
    const Result<std::unique_ptr<StoreReader>> reader = openReader(*arguments, session);
    if (!reader)
        return failed(name, reader.error());
    const ExchangeWatch watch = [&signal](const ExchangeProgress &) { return signal == 0; };
    const Timestamp now = SystemClock().wallNow();
    const std::optional<std::string> file = arguments->text("--output");
    const Result<void> written = file ? exportToFile(**reader, session, *format, now, *file, watch)
                                      : printSession(**reader, session, *format, now, watch);
    if (!written && signal != 0)
        return signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    return written ? ExitCode::Good : failed(name, written.error());
}

} // namespace sluice
