// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/store_trouble_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StoreTroubleText)
};

QString fullText(const QString &dataDir, std::optional<std::uint64_t> freeBytes)
{
    if (!freeBytes)
        return Words::tr("The disk with %1 is full. Make room there; what clients send again is stored then.")
            .arg(dataDir);
    if (*freeBytes < fullDiskBytes)
        return Words::tr("The disk with %1 is full: %2 are free. Make room there; what clients send again is "
                         "stored then.")
            .arg(dataDir, bytesText(*freeBytes));
    return Words::tr(
        "The system lets no more be written to %1, though %2 are free: a quota may be used up. Make "
        "room there; what clients send again is stored then.")
        .arg(dataDir, bytesText(*freeBytes));
}

QString storeText(DiskFault fault, const QString &dataDir, std::optional<std::uint64_t> freeBytes)
{
    switch (fault) {
    case DiskFault::Full:
        return fullText(dataDir, freeBytes);
    case DiskFault::Failed:
        return Words::tr(
            "The disk with %1 reports errors in reading or writing. Look at the system's log, and "
            "copy the folder elsewhere while it can be read.")
            .arg(dataDir);
    case DiskFault::Damaged:
        return Words::tr(
            "The store in %1 is damaged. Start Sluice anew: it saves what can be read into a new "
            "store, and keeps the damaged file.")
            .arg(dataDir);
    case DiskFault::ReadOnly:
        return Words::tr("The store in %1 cannot be written: the file, its folder or its disk is read-only.")
            .arg(dataDir);
    case DiskFault::Locked:
        return Words::tr(
            "Another program has locked the store in %1. Close it; what clients send again is stored "
            "then.")
            .arg(dataDir);
    case DiskFault::None:
    case DiskFault::Other:
        break;
    }
    if (freeBytes && *freeBytes < fullDiskBytes)
        return fullText(dataDir, freeBytes);
    return Words::tr(
        "The disk with %1 is slower than the senders, or cannot be written. What clients send again "
        "is not lost; AgentOps' SDKs up to 0.3 send nothing again.")
        .arg(dataDir);
}

QString causeText(const NotStored &failed)
{
    switch (failed.cause) {
    case NotStoredCause::Store:
        return storeText(failed.fault, failed.dataDir, failed.freeBytes);
    case NotStoredCause::NoRoom:
        return Words::tr("Their bodies and those that were being received together were more than 256 MiB. "
                         "Let clients send smaller batches, or fewer at once.");
    case NotStoredCause::Over:
        return Words::tr("What came later is stored.");
    }
    return {};
}

} // namespace

QString rescueText(const StoreRescue &rescue)
{
    const QString kept = toQt(rescue.kept.string());
    if (!rescue.isSalvaged)
        return Words::tr(
            "The store was damaged, and nothing in it could be read. A new, empty one took its place; "
            "the damaged file is kept as %1.")
            .arg(kept);
    const QString gaps = rescue.gaps == 0
        ? Words::tr("no place was unreadable")
        : Words::tr("%1 places could not be read").arg(numberText(rescue.gaps));
    return Words::tr(
        "The store was damaged. A new one has %1 rows of it; %2. The damaged file is kept as %3.")
        .arg(numberText(rescue.rows), gaps, kept);
}

QString notStoredText(const NotStored &failed)
{
    const QString what = failed.requests == 1
        ? Words::tr("1 request was not stored and answered 503, with the request to try again.")
        : Words::tr("%1 requests were not stored and answered 503, with the request to try again.")
              .arg(numberText(failed.requests));
    return what + QLatin1Char(' ') + causeText(failed);
}

} // namespace sluice::ui
