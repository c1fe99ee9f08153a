// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/forward_dialog.h"

#include "ui/bridge/convert.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/visible_text.h"
#include "ui/settings/forward_settings.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"
#include "ui/window/forward_status.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

using Phase = ForwardBridge::Phase;

constexpr QSize firstSize{920, 600};
constexpr QSize leastSize{640, 480};
constexpr qsizetype mostWords = 300;

QLabel *plainLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// What leaves this machine, for whom, and whether others can read it on its way.
QString whereItGoes(const QString &endpoint)
{
    const QString masked = ForwardDialog::tr("Known secrets are masked, as they are in the store.");
    const QUrl url(endpoint);
    if (url.host().isEmpty() || isLoopbackUrl(endpoint))
        return masked;
    const QString leaves
        = ForwardDialog::tr("Prompts, answers and all else that agents send leave this machine for %1.")
              .arg(visibleText(url.host()));
    const QString open = url.scheme() == QLatin1String("http")
        ? ForwardDialog::tr(" They and the key are not encrypted on their way: use https:// if you can.")
        : QString();
    return leaves + open + QLatin1Char(' ') + masked;
}

ForwardWire wireAt(int index)
{
    return index == 0 ? ForwardWire::AgentOps : ForwardWire::Otlp;
}

} // namespace

ForwardDialog::ForwardDialog(ForwardBridge &bridge, ForwardSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_status(new ForwardStatus(this))
{
    setObjectName(QStringLiteral("forwardDialog"));
    setWindowTitle(tr("Send on to another endpoint"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *meaning = plainLabel("forwardMeaning", this);
    meaning->setText(
        tr("Each received session also goes on to another endpoint while it runs, through a queue, a "
           "spool and a ledger of its own. What cannot go yet waits in the store; it goes when the "
           "endpoint takes it, after a restart too."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::grid);
    layout->addWidget(meaning);
    layout->addWidget(buildChoice());
    layout->addWidget(m_status, 1);
    layout->addWidget(buttons);
    connect(&m_bridge, &ForwardBridge::phaseChanged, this, &ForwardDialog::showPhase);
    connect(&m_bridge, &ForwardBridge::stateChanged, m_status, &ForwardStatus::showState);
    connect(&m_bridge, &ForwardBridge::tested, this, &ForwardDialog::showTest);
    setMinimumSize(leastSize);
    resize(firstSize);
    showPhase(m_bridge.phase(), m_bridge.whyNot());
    showChoice();
    if (m_bridge.isTesting())
        m_test->setText(tr("S&top"));
    m_bridge.tick();
    m_endpoint->setFocus();
}

QWidget *ForwardDialog::buildChoice()
{
    auto *part = new QWidget(this);
    m_endpoint = new QLineEdit(m_settings.endpoint(), part);
    m_endpoint->setObjectName(QStringLiteral("forwardEndpoint"));
    m_endpoint->setPlaceholderText(QStringLiteral("http://127.0.0.1:4320"));
    m_wire = new QComboBox(part);
    m_wire->setObjectName(QStringLiteral("forwardWire"));
    m_wire->addItems({tr("AgentOps v2"), tr("OTLP/HTTP")});
    m_wire->setCurrentIndex(m_settings.wire() == QLatin1String("otlp") ? 1 : 0);
    m_key = new QLineEdit(part);
    m_key->setObjectName(QStringLiteral("forwardKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_forget = new QPushButton(tr("&Forget the key"), part);
    m_forget->setObjectName(QStringLiteral("forwardForget"));
    m_note = plainLabel("forwardNote", part);
    m_test = new QPushButton(part);
    m_test->setObjectName(QStringLiteral("forwardTest"));
    m_test->setText(tr("&Test"));
    m_switch = new QPushButton(part);
    m_switch->setObjectName(QStringLiteral("forwardSwitch"));
    m_switch->setText(tr("&Switch on"));
    m_switch->setDefault(true);
    m_said = plainLabel("forwardSaid", part);

    auto *keyRow = new QHBoxLayout;
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_forget);
    auto *buttonRow = new QHBoxLayout;
    buttonRow->addWidget(m_switch);
    buttonRow->addWidget(m_test);
    buttonRow->addWidget(m_said, 1);
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Endpoint"), m_endpoint);
    form->addRow(tr("&Wire"), m_wire);
    auto *keyLabel = new QLabel(tr("&Key"), part);
    keyLabel->setBuddy(m_key);
    form->addRow(keyLabel, keyRow);
    form->addRow(QString(), m_note);
    form->addRow(QString(), buttonRow);

    connect(m_endpoint, &QLineEdit::textChanged, this, &ForwardDialog::showChoice);
    connect(m_wire, &QComboBox::currentIndexChanged, this, &ForwardDialog::showChoice);
    connect(m_switch, &QPushButton::clicked, this, &ForwardDialog::switchIt);
    connect(m_test, &QPushButton::clicked, this, &ForwardDialog::testIt);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        if (m_bridge.forgetKey(choice()))
            say(tr("The key is gone."), true);
        showChoice();
    });
    return part;
}

ForwardChoice ForwardDialog::choice() const
{
    return {m_endpoint->text(), wireAt(m_wire->currentIndex()), m_key->text()};
}

void ForwardDialog::showChoice()
{
    const ForwardChoice now = choice();
    const bool isOtlp = now.wire == ForwardWire::Otlp;
    const bool isKept = m_bridge.isKeyKept(now);
    m_key->setPlaceholderText(isKept ? tr("kept; type another to replace it")
            : isOtlp                 ? tr("none, a token, or a header as \"Name: value\"")
                                     : tr("a UUID; none is needed on this machine"));
    m_key->setToolTip(tr("Kept in a file that only you can read, never in the settings, a log or an export"));
    m_forget->setEnabled(isKept);
    m_note->setText(whereItGoes(now.endpoint.trimmed()));
}

void ForwardDialog::switchIt()
{
    if (m_bridge.phase() == Phase::On) {
        m_settings.setOn(false);
        m_bridge.switchOff();
        return;
    }
    const ForwardChoice wanted = choice();
    m_settings.setTarget(wanted.endpoint.trimmed(), toQt(wireName(wanted.wire)));
    m_said->clear();
    m_bridge.switchOn(wanted, ForwardOptions::Since::Now);
}

void ForwardDialog::testIt()
{
    if (m_bridge.isTesting()) {
        m_bridge.cancelTest();
        return;
    }
    say(tr("Asking…"), true);
    m_test->setText(tr("S&top"));
    m_bridge.test(choice());
}

void ForwardDialog::showTest(bool isGood, const QString &words)
{
    m_test->setText(tr("&Test"));
    say((isGood ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + words, isGood);
}

void ForwardDialog::showPhase(Phase phase, const QString &problem)
{
    const bool isOn = phase == Phase::On;
    const bool isPossible = m_bridge.whyNot().isEmpty();
    for (QWidget *field :
        {static_cast<QWidget *>(m_endpoint), static_cast<QWidget *>(m_wire), static_cast<QWidget *>(m_key)})
        field->setEnabled(phase == Phase::Off && isPossible);
    m_switch->setEnabled(phase != Phase::Switching && isPossible);
    m_switch->setText(isOn ? tr("&Switch off") : tr("&Switch on"));
    m_test->setEnabled(isPossible);
    m_status->showPhase(phase);
    if (isOn) {
        m_settings.setOn(true);
        m_key->clear();
        showChoice();
    }
    if (!problem.isEmpty())
        say(problem, false);
}

void ForwardDialog::say(const QString &words, bool isGood)
{
    m_isGood = isGood;
    m_said->setText(oneLine(visibleText(words), mostWords));
    colour();
}

void ForwardDialog::colour()
{
    QPalette dyed = palette();
    dyed.setColor(
        QPalette::WindowText, severityText(m_isGood ? Severity::Ok : Severity::Critical, palette()));
    m_said->setPalette(dyed);
}

void ForwardDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sluice::ui
