// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/plan_shelf.h"

#include "core/lab/burst_plan_json.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

Error ioError(const QString &path, const QString &reason)
{
    return {ErrorKind::Io, fromQt(QStringLiteral("%1: %2").arg(path, reason))};
}

} // namespace

PlanShelf::PlanShelf(QString directory, QObject *parent)
    : QAbstractListModel(parent)
    , m_directory(std::move(directory))
{
    readDirectory();
}

QString PlanShelf::standardDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/sluice/plans");
}

int PlanShelf::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PlanShelf::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return toQt(entry.plan.name);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString whole
            = entry.meaning.isEmpty() ? planText(entry.plan) : entry.meaning + u'\n' + planText(entry.plan);
        return role == Qt::ToolTipRole ? plainToolTip(whole) : whole;
    }
    default:
        return {};
    }
}

const BurstPlan *PlanShelf::plan(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[static_cast<std::size_t>(row)].plan : nullptr;
}

bool PlanShelf::isPreset(int row) const
{
    return plan(row) && m_entries[static_cast<std::size_t>(row)].path.isEmpty();
}

int PlanShelf::rowOf(const QString &name) const
{
    const QString path = pathFor(name);
    const auto found = std::ranges::find(m_entries, path, &Entry::path);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

/// Encoded, so that any name is a file's name and no two names are the same one's.
QString PlanShelf::pathFor(const QString &name) const
{
    const QByteArray encoded = QUrl::toPercentEncoding(name, " ");
    return QStringLiteral("%1/%2.json").arg(m_directory, QString::fromLatin1(encoded));
}

void PlanShelf::reload()
{
    beginResetModel();
    readDirectory();
    endResetModel();
}

void PlanShelf::readDirectory()
{
    m_entries.clear();
    m_problems.clear();
    for (const BurstPreset &preset : burstPresets()) {
        m_entries.push_back({preset.plan, toQt(preset.meaning), {}});
        m_entries.back().plan.name = preset.name;
    }
    const QDir directory(m_directory);
    const QStringList files = directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString path = QStringLiteral("%1/%2").arg(m_directory, file);
        Result<BurstPlan> plan = read(path);
        if (!plan) {
            m_problems << toQt(plan.error().message);
            continue;
        }
        if (plan->name.empty())
            plan->name = fromQt(QUrl::fromPercentEncoding(file.chopped(5).toLatin1()));
        m_entries.push_back({std::move(*plan), {}, path});
    }
}

Result<int> PlanShelf::save(const BurstPlan &plan)
{
    const QString name = toQt(plan.name);
    if (name.trimmed().isEmpty())
        return Error{ErrorKind::Usage, "name is empty; expected one to save the plan under"};
    if (name.size() > mostNameLength)
        return Error{ErrorKind::Usage,
            "name has " + std::to_string(name.size()) + " characters; expected at most "
                + std::to_string(mostNameLength)};
    if (std::ranges::find(burstPresets(), plan.name, &BurstPreset::name) != burstPresets().end())
        return Error{ErrorKind::Usage, "name is that of a preset; expected another one"};
    if (!QDir().mkpath(m_directory))
        return ioError(m_directory, tr("the directory cannot be made"));
    if (const Result<void> written = write(plan, pathFor(name)); !written)
        return written.error();
    reload();
    return rowOf(name);
}

Result<void> PlanShelf::remove(int row)
{
    if (!plan(row) || isPreset(row))
        return Error{ErrorKind::Usage, "a preset cannot be deleted"};
    QFile file(m_entries[static_cast<std::size_t>(row)].path);
    if (!file.remove())
        return ioError(file.fileName(), file.errorString());
    reload();
    return {};
}

Result<BurstPlan> PlanShelf::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return ioError(path, file.errorString());
    if (file.size() > qint64(mostPlanFileBytes))
        return ioError(path, tr("%1 is too large for a plan").arg(bytesText(quint64(file.size()))));
    const QByteArray text = file.read(qint64(mostPlanFileBytes));
    return burstPlanFromJson(std::string_view(text.constData(), std::size_t(text.size())), fromQt(path));
}

Result<void> PlanShelf::write(const BurstPlan &plan, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return ioError(path, file.errorString());
    file.write(toQtBytes(burstPlanToJson(plan)));
    return file.commit() ? Result<void>() : ioError(path, file.errorString());
}

} // namespace sluice::ui
