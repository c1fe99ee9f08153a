// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/exchange_format.h"
#include "core/model/ids.h"

#include <QFileDialog>
#include <QString>

namespace sluice::ui {

/// Asks what a session is to be written as, and where: a format for each kind of file.
class ExportDialog final : public QFileDialog
{
    Q_OBJECT
public:
    ExportDialog(const SessionId &session, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &path, sluice::ExchangeFormat format);

private:
    ExchangeFormat format() const;
    void followFormat();

    QString m_name; ///< without a suffix
};

/// A file name that says which session it is; what has no place in a name is left out of it.
QString exportNameOf(const SessionId &session);

} // namespace sluice::ui
