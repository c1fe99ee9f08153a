// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/window_actions.h"

#include "ui/window/glyph_icon.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WindowActions", text);
}

QAction *make(QWidget *window, const char *name, const QString &text, const QList<QKeySequence> &keys = {})
{
    auto *action = new QAction(text, window);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    QString plain = text;
    action->setToolTip(keys.isEmpty() ? plain.remove(QLatin1Char('&'))
                                      : QStringLiteral("%1 (%2)").arg(plain.remove(QLatin1Char('&')),
                                          keys.first().toString(QKeySequence::NativeText)));
    window->addAction(action);
    return action;
}

QAction *makeCheckable(
    QWidget *window, const char *name, const QString &text, const QList<QKeySequence> &keys = {})
{
    QAction *action = make(window, name, text, keys);
    action->setCheckable(true);
    return action;
}

void oneOf(QWidget *window, std::initializer_list<QAction *> actions)
{
    auto *group = new QActionGroup(window);
    for (QAction *action : actions)
        group->addAction(action);
}

QKeySequence keysOf(const char *text)
{
    return QKeySequence(QLatin1String(text), QKeySequence::PortableText);
}

} // namespace

WindowActions::WindowActions(QWidget *w)
    : exportSession(make(w, "actionExport", tr("&Export session…"), {keysOf("Ctrl+S")}))
    , quit(make(w, "actionQuit", tr("&Quit"), {keysOf("Ctrl+Q")}))
    , fire(make(w, "actionFire", tr("&Fire"), {keysOf("Ctrl+Return"), keysOf("Ctrl+Enter")}))
    , stop(make(w, "actionStop", tr("&Stop"), {keysOf("Ctrl+.")}))
    , demo(make(w, "actionDemo", tr("Fire a demo b&urst"), {keysOf("Ctrl+D")}))
    , startPage(make(w, "actionStartPage", tr("&Start page"), {keysOf("Alt+Home")}))
    , queueLab(makeCheckable(w, "actionQueueLab", tr("Queue &lab"), {keysOf("Ctrl+L")}))
    , ledger(make(w, "actionLedger", tr("Where each event &is"), {keysOf("Ctrl+J")}))
    , overview(makeCheckable(w, "actionOverview", tr("All sessions in &figures"), {keysOf("Ctrl+Shift+O")}))
    , search(makeCheckable(w, "actionSearch", tr("Search in &all sessions"), {keysOf("Ctrl+Shift+F")}))
    , compare(makeCheckable(w, "actionCompare", tr("&Compare two sessions"), {keysOf("Ctrl+Shift+D")}))
    , filterEvents(make(w, "actionFilterEvents", tr("Filter the &events"), {keysOf("Ctrl+/"), keysOf("F4")}))
    , statistics(make(w, "actionStatistics", tr("S&tatistics of the session"), {keysOf("Ctrl+Shift+T")}))
    , prices(make(w, "actionPrices", tr("&Prices of models…")))
    , zoomIn(make(w, "actionZoomIn", tr("Zoom &in"), {keysOf("Ctrl++"), keysOf("Ctrl+=")}))
    , zoomOut(make(w, "actionZoomOut", tr("Zoom &out"), {keysOf("Ctrl+-")}))
    , fit(make(w, "actionFit", tr("Fit the &whole session"), {keysOf("Ctrl+0")}))
    , follow(makeCheckable(w, "actionFollow", tr("&Follow the newest"), {keysOf("Ctrl+G")}))
    , wheelZooms(makeCheckable(w, "actionWheelZooms", tr("The &wheel zooms")))
    , laneByType(makeCheckable(w, "actionLaneByType", tr("A lane for each &type")))
    , laneByAgent(makeCheckable(w, "actionLaneByAgent", tr("A lane for each &agent")))
    , nextPanel(make(w, "actionNextPanel", tr("&Next panel"), {keysOf("F6")}))
    , previousPanel(make(w, "actionPreviousPanel", tr("&Previous panel"), {keysOf("Shift+F6")}))
    , fullScreen(makeCheckable(w, "actionFullScreen", tr("Full s&creen"), {keysOf("F11")}))
    , resetLayout(make(w, "actionResetLayout", tr("&Reset layout")))
    , themeSystem(makeCheckable(w, "actionThemeSystem", tr("As the &system")))
    , themeLight(makeCheckable(w, "actionThemeLight", tr("&Light")))
    , themeDark(makeCheckable(w, "actionThemeDark", tr("&Dark")))
    , paletteDefault(makeCheckable(w, "actionPaletteDefault", tr("&Default colours")))
    , paletteOkabeIto(makeCheckable(w, "actionPaletteOkabeIto", tr("&Okabe-Ito")))
    , paletteHighContrast(makeCheckable(w, "actionPaletteHighContrast", tr("&High contrast")))
    , switchTheme(make(w, "actionSwitchTheme", tr("Switch &theme"), {keysOf("Ctrl+T")}))
    , palette(make(w, "actionPalette", tr("Find a &command or session"), {keysOf("Ctrl+Shift+P")}))
    , keys(make(w, "actionKeys", tr("&Keyboard"), {keysOf("F1"), keysOf("?")}))
    , about(make(w, "actionAbout", tr("&About Sluice")))
{
    oneOf(w, {laneByType, laneByAgent});
    oneOf(w, {themeSystem, themeLight, themeDark});
    oneOf(w, {paletteDefault, paletteOkabeIto, paletteHighContrast});
    laneByAgent->setChecked(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    fire->setIcon(glyphIcon(Glyph::Fire));
    stop->setIcon(glyphIcon(Glyph::Stop));
    startPage->setIcon(glyphIcon(Glyph::Start));
    exportSession->setIcon(glyphIcon(Glyph::Export));
    zoomIn->setIcon(glyphIcon(Glyph::ZoomIn));
    zoomOut->setIcon(glyphIcon(Glyph::ZoomOut));
    fit->setIcon(glyphIcon(Glyph::Fit));
    follow->setIcon(glyphIcon(Glyph::Follow));
    switchTheme->setIcon(glyphIcon(Glyph::Theme));
    keys->setIcon(glyphIcon(Glyph::Keys));
}

} // namespace sluice::ui
