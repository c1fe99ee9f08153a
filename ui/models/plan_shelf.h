// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/lab/burst_plan.h"

#include <QAbstractListModel>
#include <QString>
#include <QStringList>

#include <vector>

namespace sluice::ui {

/// The named plans: the presets, then the user's own, which are files in a directory of their settings and
/// the same files that one shares. Reads and writes small files at once, when asked to.
/// thread: GUI.
class PlanShelf final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int mostNameLength = 80; ///< as a file's name, encoded, still fits a file system

    /// `directory` is made when the first plan is saved.
    explicit PlanShelf(QString directory, QObject *parent = nullptr);

    /// $XDG_CONFIG_HOME/sluice/plans.
    static QString standardDirectory();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const BurstPlan *plan(int row) const; ///< null: no such row
    bool isPreset(int row) const;
    /// The user's plan of this name; -1: none.
    int rowOf(const QString &name) const;

    /// Reads the directory anew. problems() says which files are no plans.
    void reload();
    const QStringList &problems() const { return m_problems; }

    /// Under the plan's name, over the user's plan of that name. The row. Error (Usage): there is no name, or
    /// it is too long or a preset's. Error (Io): the file cannot be written.
    Result<int> save(const BurstPlan &plan);

    /// Deletes a plan of the user's. Error (Usage): it is a preset.
    Result<void> remove(int row);

    /// Any file. Errors name it.
    static Result<BurstPlan> read(const QString &path);
    static Result<void> write(const BurstPlan &plan, const QString &path);

private:
    struct Entry
    {
        BurstPlan plan;
        QString meaning;
        QString path; ///< empty: a preset
    };

    QString pathFor(const QString &name) const;
    void readDirectory();

    const QString m_directory;
    std::vector<Entry> m_entries;
    QStringList m_problems;
};

} // namespace sluice::ui
