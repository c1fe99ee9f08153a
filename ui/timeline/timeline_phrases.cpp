// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_phrases.h"

#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Timeline
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

} // namespace

QString errorsText(std::uint64_t count)
{
    return count == 1 ? Timeline::tr("1 error") : Timeline::tr("%1 errors").arg(numberText(count));
}

QString tokensText(std::uint64_t count)
{
    return count == 1 ? Timeline::tr("1 token") : Timeline::tr("%1 tokens").arg(numberText(count));
}

QString outcomeText(const FlushRecord &flush)
{
    return Timeline::tr("Flush %1: %2").arg(numberText(flush.sequence), flushOutcomeText(flush.outcome));
}

QString absenceText(std::uint32_t parents)
{
    return parents == 1 ? Timeline::tr("The parent of these events has not arrived")
                        : Timeline::tr("%1 parents have not arrived").arg(numberText(parents));
}

QString waitingText(std::uint32_t children)
{
    return children == 1 ? Timeline::tr("1 event waits for it")
                         : Timeline::tr("%1 events wait").arg(numberText(children));
}

} // namespace sluice::ui
