// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/log_page.h"

#include "ui/inspector/log_delegate.h"
#include "ui/inspector/search_line.h"
#include "ui/models/format.h"
#include "ui/models/log_lines_model.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <vector>

namespace sluice::ui {

namespace {

constexpr int nameCharacters = 22;
constexpr int widthForNames = 400; ///< with less, an event's name leaves no room for its lines

} // namespace

LogPage::LogPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogLinesModel(this))
    , m_search(new SearchLine(tr("Search the log"), QStringLiteral("log"), this))
    , m_summary(new QLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_copy(new QPushButton(tr("Copy &lines"), this))
    , m_table(new QTableView(this))
{
    m_summary->setObjectName(QStringLiteral("logSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_cancel->setObjectName(QStringLiteral("logCancel"));
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_copy->setToolTip(tr("The chosen lines, or all of them"));
    buildTable();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::grid, 0, metrics::grid, metrics::halfGrid);
    head->addWidget(m_summary, 1);
    head->addWidget(m_cancel);
    head->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    connect(m_search, &SearchLine::asked, this, &LogPage::find);
    connect(m_cancel, &QPushButton::clicked, this, &LogPage::cancelled);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { copy(m_table->selectionModel()->selectedRows().size() < 2); });
    showMessage({});
}

void LogPage::buildTable()
{
    m_table->setObjectName(QStringLiteral("logLines"));
    m_table->setAccessibleName(tr("Log lines; Enter goes to the event"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new LogDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(fixed).lineSpacing());
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table, &QAbstractItemView::activated, this,
        [this](const QModelIndex &at) { Q_EMIT eventAsked(m_model->eventRow(at.row())); });
    auto *copyKey = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, [this] { copy(false); });
}

void LogPage::showLogs(const SessionLogs &logs)
{
    m_model->show(logs.logs);
    const auto lines = static_cast<std::uint64_t>(m_model->rowCount());
    QString text = lines == 1 ? tr("1 line") : tr("%1 lines").arg(numberText(lines));
    if (logs.logs.size() > 1)
        text = tr("%1 of %2 events, by the events' start").arg(text, numberText(logs.logs.size()));
    if (logs.isCut || m_model->isCut())
        text += tr("; there are more, which are not shown");
    if (lines == 0)
        text = tr("Nothing was logged.");
    m_summary->setText(text);
    m_cancel->hide();
    m_copy->setVisible(lines > 0);
    m_search->setVisible(lines > 0);
    m_table->setVisible(lines > 0);
    m_search->showAnswer({});
    m_isOfOneEvent = logs.logs.size() == 1;
    chooseColumns();
    fitColumns();
    if (lines > 0)
        m_table->setCurrentIndex(m_model->index(0, LogLinesModel::Line));
}

void LogPage::showProgress(const QString &text)
{
    showMessage(text);
    m_cancel->show();
}

void LogPage::showMessage(const QString &text)
{
    showLogs({});
    m_summary->setText(text);
}

void LogPage::find(const QString &words, bool backwards)
{
    const auto row = m_model->find(words, m_table->currentIndex().row(), backwards);
    m_search->showAnswer(row || words.isEmpty() ? QString() : tr("not found"));
    if (row) {
        m_table->setCurrentIndex(m_model->index(*row, LogLinesModel::Line));
        m_table->scrollTo(m_table->currentIndex());
    }
}

void LogPage::copy(bool all)
{
    std::vector<int> rows;
    if (all) {
        rows.resize(static_cast<std::size_t>(m_model->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    } else {
        for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
            rows.push_back(index.row());
        std::ranges::sort(rows);
    }
    QGuiApplication::clipboard()->setText(m_model->plainText(rows));
}

void LogPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    chooseColumns();
    fitColumns();
}

/// In a narrow dock the lines come first; whose they are is in their tool tips.
void LogPage::chooseColumns()
{
    m_table->setColumnHidden(LogLinesModel::Time, m_isOfOneEvent);
    m_table->setColumnHidden(LogLinesModel::Event, m_isOfOneEvent || width() < widthForNames);
}

void LogPage::fitColumns()
{
    const QFontMetrics fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const QFontMetrics plain = m_table->fontMetrics();
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(
        LogLinesModel::Time, plain.horizontalAdvance(QStringLiteral("00:00:00.000")) + 2 * metrics::grid);
    header->resizeSection(LogLinesModel::Event, plain.averageCharWidth() * nameCharacters);
    const int line
        = fixed.horizontalAdvance(u'm') * static_cast<int>(m_model->longest() + 1) + 2 * metrics::grid;
    const int room = m_table->viewport()->width() - header->sectionSize(LogLinesModel::Time)
        - header->sectionSize(LogLinesModel::Event); // 0 when hidden
    header->resizeSection(LogLinesModel::Line, std::max(line, room));
}

} // namespace sluice::ui
