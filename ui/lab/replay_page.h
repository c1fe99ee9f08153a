// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/replay.h"
#include "core/model/session.h"

#include <QWidget>

#include <optional>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QSlider;

namespace sluice::ui {

class ProblemLine;

/// Sends the shown session again, at its own pace or another, or step by step; here or to another endpoint;
/// with its ids or new ones. It sends nothing itself. thread: GUI.
class ReplayPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ReplayPage(QWidget *parent = nullptr);

    /// While a replay is under way the page stays with its source, and takes the session after it.
    void showSession(const SessionSummary &session);
    void showReading();
    void showProgress(const sluice::ReplayProgress &progress);
    void showProblem(const QString &problem);

    /// Why nothing can be recorded here; empty = it can. Another endpoint may still do.
    void setHereUnavailable(const QString &reason);

    ReplayOptions options() const;

Q_SIGNALS:
    /// `endpoint` empty: here.
    void startAsked(
        const sluice::SessionId &session, const sluice::ReplayOptions &options, const QString &endpoint);
    void pauseAsked();
    void resumeAsked();
    void stepAsked();
    void stopAsked();
    void speedChosen(double speed);

private:
    QWidget *buildSettings();
    QWidget *buildSpeed();
    QWidget *buildEndpoint();
    QWidget *buildIds();
    QWidget *buildButtons();
    QWidget *buildProgress();
    bool isUnderWay() const { return m_state.has_value() || m_reading; }
    void start(bool stepwise);
    void pauseOrResume();
    void step();
    void takeSession(const SessionSummary &session);
    void offerIds();
    void setState(std::optional<ReplayProgress::State> state);

    std::optional<SessionSummary> m_session;
    std::optional<SessionSummary> m_next; ///< shown meanwhile, while another is replayed
    std::optional<ReplayProgress::State> m_state; ///< nullopt: no replay is under way
    bool m_reading = false;
    QString m_hereUnavailable;
    QLabel *m_title = nullptr;
    QSlider *m_slider = nullptr;
    QDoubleSpinBox *m_speed = nullptr;
    QRadioButton *m_here = nullptr;
    QRadioButton *m_elsewhere = nullptr;
    QLineEdit *m_url = nullptr;
    QRadioButton *m_newIds = nullptr;
    QRadioButton *m_keepIds = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_step = nullptr;
    QPushButton *m_stop = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_position = nullptr;
    QLabel *m_counts = nullptr;
    ProblemLine *m_problem = nullptr;
};

} // namespace sluice::ui
