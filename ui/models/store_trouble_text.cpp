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

QString diskText(const NotStored &failed)
{
    if (failed.freeBytes && *failed.freeBytes < fullDiskBytes)
        return Words::tr("The disk with %1 is full: %2 are free. Make room there; what clients send again is "
                         "stored then.")
            .arg(failed.dataDir, bytesText(*failed.freeBytes));
    return Words::tr(
        "The disk with %1 is slower than the senders, or cannot be written. What clients send again "
        "is not lost; AgentOps' SDKs up to 0.3 send nothing again.")
        .arg(failed.dataDir);
}

QString causeText(const NotStored &failed)
{
    switch (failed.cause) {
    case NotStoredCause::Disk:
        return diskText(failed);
    case NotStoredCause::Damage:
        return Words::tr("The store in %1 is damaged. Start Sluice anew: it then copies what can be read "
                         "into a new store, and keeps the damaged file.")
            .arg(failed.dataDir);
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
