// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/self_test_dialog.h"

#include "ui/bridge/convert.h"
#include "ui/bridge/watch_bridge.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

enum Column { Verdict, Check, Seen, Took, ColumnCount };

constexpr QSize firstSize{920, 560};
constexpr QSize leastSize{640, 320};
constexpr int checkWidth = 320;

QTableWidgetItem *item(const QString &text)
{
    auto *made = new QTableWidgetItem(text);
    made->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return made;
}

QTableWidget *makeTable(QWidget *parent)
{
    auto *table = new QTableWidget(0, ColumnCount, parent);
    table->setObjectName(QStringLiteral("selfTestChecks"));
    table->setAccessibleName(SelfTestDialog::tr("Checks"));
    table->setHorizontalHeaderLabels({SelfTestDialog::tr("Result"), SelfTestDialog::tr("Tried, and expected"),
        SelfTestDialog::tr("Seen"), SelfTestDialog::tr("Took")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(true);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(Seen, QHeaderView::Stretch);
    table->setColumnWidth(Check, checkWidth);
    return table;
}

} // namespace

SelfTestDialog::SelfTestDialog(WatchBridge &bridge, QWidget *parent)
    : QDialog(parent)
    , m_bridge(bridge)
    , m_summary(new QLabel(this))
    , m_table(makeTable(this))
    , m_again(new QPushButton(tr("&Run again"), this))
    , m_copy(new QPushButton(tr("&Copy"), this))
{
    setObjectName(QStringLiteral("selfTest"));
    setWindowTitle(tr("Self-test"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *meaning = new QLabel(
        tr("Tries with a real recorder, whose server is in this process, that recording, flushing and ending "
           "from inside a callback cannot deadlock. Nothing of it is stored or sent."),
        this);
    meaning->setTextFormat(Qt::PlainText);
    meaning->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("selfTestSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_again->setObjectName(QStringLiteral("selfTestAgain"));
    m_copy->setObjectName(QStringLiteral("selfTestCopy"));
    m_copy->setToolTip(tr("Copies the report as text"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::grid);
    layout->addWidget(meaning);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &SelfTestDialog::run);
    connect(m_copy, &QPushButton::clicked, this, &SelfTestDialog::copy);
    connect(&m_bridge, &WatchBridge::selfTestFinished, this, &SelfTestDialog::showReport);
    setMinimumSize(leastSize);
    resize(firstSize);
    run();
}

QString SelfTestDialog::summary() const
{
    return m_summary->text();
}

void SelfTestDialog::run()
{
    m_summary->setText(tr("Running…"));
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_bridge.runSelfTest();
}

void SelfTestDialog::showReport(const SelfTestReport &report)
{
    m_report = report;
    const auto passed = std::ranges::count_if(report.checks, &SelfTestCheck::passed);
    m_summary->setText(
        tr("%1 of %2 passed, in %3").arg(passed).arg(report.checks.size()).arg(durationText(report.took)));
    m_table->setRowCount(static_cast<int>(report.checks.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        showCheck(row, report.checks[static_cast<std::size_t>(row)]);
    colour();
    m_table->resizeColumnToContents(Verdict);
    m_table->resizeColumnToContents(Took);
    m_table->resizeRowsToContents();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHeight(row, m_table->rowHeight(row) + metrics::grid);
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
}

void SelfTestDialog::showCheck(int row, const SelfTestCheck &check)
{
    m_table->setItem(row, Verdict, item(check.passed ? tr("✓ passed") : tr("✗ failed")));
    m_table->setItem(row, Check, item(toQt(check.name) + QLatin1Char('\n') + toQt(check.expected)));
    m_table->setItem(row, Seen, item(toQt(check.seen)));
    m_table->setItem(row, Took, item(durationText(check.took)));
}

void SelfTestDialog::colour()
{
    const auto of
        = [this](bool passed) { return severityText(passed ? Severity::Ok : Severity::Critical, palette()); };
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->item(row, Verdict)->setForeground(of(m_report.checks[static_cast<std::size_t>(row)].passed));
    QPalette summary = palette();
    if (!m_report.checks.empty())
        summary.setColor(QPalette::WindowText, of(m_report.passed()));
    m_summary->setPalette(summary);
}

void SelfTestDialog::copy()
{
    QGuiApplication::clipboard()->setText(toQt(toText(m_report)));
}

void SelfTestDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sluice::ui
