// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/export_session.h"

#include "core/exchange/event_envelope.h"
#include "core/exchange/export_chrome.h"
#include "core/exchange/export_csv.h"
#include "core/exchange/export_otlp.h"
#include "core/exchange/whole_file.h"
#include "core/store/export_json.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace sluice {

namespace {

Error stopped()
{
    return {ErrorKind::Cancelled, "the export was stopped"};
}

Result<SessionSummary> find(StoreReader &reader, const SessionId &session)
{
    auto found = reader.session(session);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorKind::NotFound, "there is no session " + session.text()};
    return std::move(**found);
}

Result<void> exportJson(StoreReader &reader, const SessionSummary &session, Timestamp now,
    const ExportSink &sink, const ExportSteps &step)
{
    EventEnvelope envelope;
    Result<void> fate;
    const auto write = [&](std::string_view piece) {
        if (fate)
            fate = sink(piece);
        return fate.ok();
    };
    const auto oddEvent = [&](const StoredEvent &event) {
        if (fate && !step())
            fate = stopped();
        return envelope.wrap(event);
    };
    const Result<void> done = exportSessionJson(reader, session.id, now, write, oddEvent);
    return fate ? done : fate;
}

Result<void> exportOther(StoreReader &reader, const SessionSummary &session, ExchangeFormat format,
    Timestamp now, const ExportSink &sink, const ExportSteps &step)
{
    return reader.atOneInstant([&]() -> Result<void> {
        if (format == ExchangeFormat::Csv)
            return exportCsv(reader, session, sink, step);
        if (format == ExchangeFormat::Otlp)
            return exportOtlp(reader, session, sink, step);
        return exportChrome(reader, session, now, sink, step);
    });
}

} // namespace

Result<void> exportSession(StoreReader &reader, const SessionId &id, ExchangeFormat format, Timestamp now,
    const ExportSink &sink, const ExchangeWatch &watch)
{
    constexpr std::uint64_t eventsALook = 512;
    const Result<SessionSummary> session = find(reader, id);
    if (!session)
        return session.error();
    ExchangeProgress progress{0, session->counts.total()};
    const ExportSteps step = [&] {
        if (progress.done++ % eventsALook != 0)
            return true;
        progress.total = std::max(progress.total, progress.done); // more events may have come meanwhile
        return watch(progress);
    };
    const Result<void> done = format == ExchangeFormat::Json
        ? exportJson(reader, *session, now, sink, step)
        : exportOther(reader, *session, format, now, sink, step);
    return !done && done.error().kind == ErrorKind::Cancelled ? Result<void>(stopped()) : done;
}

Result<void> exportToFile(StoreReader &reader, const SessionId &session, ExchangeFormat format, Timestamp now,
    const std::filesystem::path &path, const ExchangeWatch &watch)
{
    Result<WholeFile> file = WholeFile::create(path);
    if (!file)
        return file.error();
    const auto sink = [&file](std::string_view piece) { return file->write(piece); };
    if (Result<void> written = exportSession(reader, session, format, now, sink, watch); !written)
        return written;
    return file->commit();
}

} // namespace sluice
