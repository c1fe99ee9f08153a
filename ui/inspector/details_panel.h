// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/life_line.h"
#include "ui/bridge/event_log.h"
#include "ui/models/details_text.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QPushButton;
class QTabWidget;
class QTableView;

namespace sluice::ui {

class ChatPage;
class DetailRowsModel;
class JsonTreePage;
class LifeLineView;
class LogPage;
class ProofBadge;
class RawPage;
class ScreenshotPage;

/// All that is known of one event or session, in tabs as it has them. The tab that the user chose stays open
/// for the next thing that has it, and a page is filled when it is looked at. Everything is plain text:
/// nothing that was received is ever read as markup. thread: GUI
class DetailsPanel final : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Overview, Chat, Json, Raw, Screenshot, Log, LifeLine };
    static constexpr int tabs = 7;

    explicit DetailsPanel(QWidget *parent = nullptr);

    void showDetails(const DetailsText &details);

    /// A sentence instead: what is being read, or why it cannot be shown.
    void showMessage(const QString &message);

    /// The life line of the event whose details are shown; put away by the next showDetails() of another
    /// thing.
    void showLifeLine(const LifeLine &line);

    /// In its place, why it is not known.
    void showLifeLineMessage(const QString &message);

    // The answer to logsWanted(), while the same session is shown.

    void showLogs(const SessionLogs &logs);
    void showLogsProgress(const QString &text);
    void showLogsMessage(const QString &text);

    /// The session whose log is shown or waited for; nullopt: none.
    std::optional<SessionId> logSession() const;

    bool has(Tab tab) const;
    Tab current() const;
    void open(Tab tab);

Q_SIGNALS:
    /// The user wants to see this flush of the shown session.
    void flushAsked(quint64 sequence);
    /// The user wants to see this event of the shown session.
    void eventAsked(qint64 row);
    /// The session's log is looked at for the first time.
    void logsWanted(const sluice::SessionId &session);
    void logsCancelled();

private:
    QWidget *buildRows();
    void buildTabs();
    QWidget *buildButtons();
    void setTabs(const DetailsText &details);
    void setTab(Tab tab, bool isThere);
    void showWanted();
    void fill(Tab tab);
    void fillLog();
    void forgetPages();
    void followTab();
    void askRow(int row);
    void copyRows();
    void copyJson();
    void copyCurl();
    void putLifeLineAway();

    DetailsText m_details;
    Tab m_wanted = Tab::Overview; ///< that the user chose last
    bool m_isSettingTabs = false; ///< a tab that goes is not left by the user
    std::array<bool, tabs> m_isFilled{};
    DetailRowsModel *m_rows;
    QLabel *m_title;
    ProofBadge *m_proof;
    QTabWidget *m_tabs;
    QTableView *m_table;
    ChatPage *m_chat;
    JsonTreePage *m_json;
    RawPage *m_raw;
    ScreenshotPage *m_screenshot;
    LogPage *m_log;
    LifeLineView *m_life;
    QWidget *m_buttons;
    QPushButton *m_copyJson;
    QPushButton *m_copyCurl;
};

} // namespace sluice::ui
