// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace sluice::ui {

class MessageBanner;

/// What an export or an import has to say, across the top of the window: how far it is, with a button that
/// stops it, and what came of it. Never in the way of other work. Hidden while there is nothing to say.
class ExchangeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeBar(QWidget *parent = nullptr);

    /// Work begins; it is shown when it takes longer than a moment.
    void showWork(const QString &text);
    /// `total` 0: not known.
    void showProgress(qint64 done, qint64 total);
    void endWork();

    void showDone(const QString &text, const QString &action = {});
    void showQuestion(const QString &text, const QString &action);
    void showFailure(const QString &text);

    QString text() const; ///< of the result; empty while none is shown

Q_SIGNALS:
    void cancelAsked();
    void actionTriggered();

private:
    void fit();

    QWidget *m_work;
    QLabel *m_label;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    MessageBanner *m_result;
    QTimer m_patience;
};

} // namespace sluice::ui
