// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/lab_json.h"

#include "core/lab/burst_plan_json.h"
#include "ui/bridge/convert.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace sluice::ui {

Result<BurstPlan> labPlan(const std::string &lab)
{
    const QJsonDocument document = QJsonDocument::fromJson(toQtBytes(lab));
    const QJsonValue plan = document.object().value(QStringLiteral("plan"));
    if (!plan.isObject())
        return Error{ErrorKind::Invalid, "the run's record has no plan"};
    const QByteArray text = QJsonDocument(plan.toObject()).toJson(QJsonDocument::Compact);
    return burstPlanFromJson(text.toStdString(), "the run's record");
}

} // namespace sluice::ui
