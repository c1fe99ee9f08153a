// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/exchange_format.h"
#include "core/exchange/file_format.h"
#include "core/exchange/json_file.h"
#include "core/exchange/session_survey.h"
#include "core/model/session.h"
#include "core/model/stored.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

class Store;
class StoreReader;

/// What an import does with a session of its file.
enum class ImportFate : std::uint8_t {
    New, ///< it is not stored yet
    AlreadyThere, ///< the same is stored, under this id or as the new session of an earlier import
    Conflict, ///< another one is stored under its id
};

struct ImportSession
{
    SessionId id; ///< as the file says
    std::string name; ///< its tags; control characters as they were
    std::uint64_t events = 0;
    ImportFate fate = ImportFate::New;
    Origin storedOrigin = Origin::Imported; ///< of the one that is stored already
    std::uint64_t storedEvents = 0;
    SessionId asNew; ///< the id that it gets where it is to be another session
    bool isNewStored = false; ///< it has been imported under that id already
};

enum class OnConflict : std::uint8_t {
    Refuse, ///< nothing is imported
    AsNew, ///< under an id of its own, which depends on what it holds: the same file again is the same
           ///< session
};

struct ImportReport
{
    std::vector<SessionId> imported; ///< the ids that they have now
    std::vector<SessionId> alreadyThere;
    std::uint64_t events = 0; ///< imported
    std::map<std::string, std::uint64_t> leftOut{}; ///< as ImportFile::leftOut()
};

/// A file with sessions, to be imported: looked through whole first, then written in one transaction, so that
/// it is in the store whole or not at all. Memory holds one value of the file and a few thousand events, and
/// some hundred bytes a session.
///
/// Messages are one line of text without control characters; those about the file's content say line, column
/// and byte. thread: one at a time.
class ImportFile
{
public:
    /// Reads the file through; `format` nullopt: found out. `stored` is asked which sessions are there; null:
    /// there is no store yet. Errors: (Io) the file cannot be read; (Invalid) it is none that can be read, or
    /// damaged; (Limit) too large a value, too many sessions; (Cancelled).
    static Result<ImportFile> look(const std::filesystem::path &path, std::optional<FileFormat> format,
        StoreReader *stored, const ExchangeWatch &watch);

    FileFormat format() const { return m_format; }
    const std::vector<ImportSession> &sessions() const { return m_sessions; }
    bool hasConflict() const;

    /// "3 counter samples": what the file has and a session has no place for.
    const std::map<std::string, std::uint64_t> &leftOut() const { return m_leftOut; }

    /// Returns once it is on the disk. Reading and `watch` run on the store's thread; other batches wait
    /// meanwhile. Errors: (Invalid) a conflict that is refused, naming the session, or the file has changed;
    /// (Io), (Limit) of the store; (Cancelled).
    Result<ImportReport> write(Store &store, OnConflict onConflict, const ExchangeWatch &watch);

private:
    ImportFile(JsonFile file, FileFormat format);

    Result<SessionSurvey> survey(const ExchangeWatch &watch, std::uint64_t doneBefore);
    Result<void> compare(StoreReader &stored, const ExchangeWatch &watch);
    Result<void> compareOne(StoreReader &stored, ImportSession &session, const SessionTally &tally);
    void listSessions(const SessionSurvey &survey);
    Result<void> writePieces(const StoreBatch::Put &put, const std::map<SessionId, SessionId> &targets,
        const ExchangeWatch &watch);
    ExchangeProgress progress(std::uint64_t doneBefore) const;

    std::unique_ptr<JsonFile> m_file; ///< its cursors point at it
    FileFormat m_format;
    std::unique_ptr<ImportReader> m_reader;
    std::vector<ImportSession> m_sessions;
    std::map<std::string, std::uint64_t> m_leftOut;
};

} // namespace sluice
