# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# cmake -D ROOT=checkout -D LAYERS=layers.txt -D COPY=empty-folder -P plant.cmake
#
# Proves that check.cmake can fail: each row plants one wrong line in a copy of the tree and expects the finding.
cmake_minimum_required(VERSION 3.25)

function(check layers status_variable output_variable)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -D ROOT=${COPY} -D LAYERS=${layers} -P ${CMAKE_CURRENT_LIST_DIR}/check.cmake
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(${status_variable} ${status} PARENT_SCOPE)
    set(${output_variable} "${output}" PARENT_SCOPE)
endfunction()

function(expect_finding what layers expected)
    check(${layers} status output)
    string(FIND "${output}" "${expected}" position)
    if(status EQUAL 0)
        message(SEND_ERROR "${what}: the check passed")
    elseif(position EQUAL -1)
        message(SEND_ERROR "${what}: expected\n  ${expected}\nbut got\n${output}")
    else()
        message(STATUS "${what}: found")
    endif()
endfunction()

# A wrong include, on line 3 of a new file of `folder`.
function(plant folder include reason)
    string(REGEX REPLACE "[<>\"]" "" header "${include}")
    file(WRITE ${COPY}/${folder}/planted.cpp "// one\n// two\n#include ${include}\n")
    expect_finding("${include} in ${folder}" ${LAYERS} "${folder}/planted.cpp:3: ${header}: ${reason}")
    file(REMOVE ${COPY}/${folder}/planted.cpp)
endfunction()

# A wrong link: `name` among those of `folder`.
function(plant_link folder name)
    file(READ ${LAYERS} text)
    string(REGEX REPLACE "(^|\n)${folder}: " "\\1${folder}: ${name} " text "${text}")
    file(WRITE ${COPY}/planted.txt "${text}")
    expect_finding("${folder} linking ${name}" ${COPY}/planted.txt "${folder} may not link ${name}")
endfunction()

file(REMOVE_RECURSE ${COPY})
foreach(top IN ITEMS app core ui tests)
    file(COPY ${ROOT}/${top} DESTINATION ${COPY} FILES_MATCHING PATTERN "*.h" PATTERN "*.cpp")
endforeach()

check(${LAYERS} status output)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "the tree as it stands does not pass:\n${output}")
endif()
message(STATUS "the tree as it stands: passed")

plant(core/queue "\"../base/result.h\"" "a path with dots goes around the layers")
plant(core/queue "\"./result.h\"" "a path with dots goes around the layers")
plant(core/queue "\"result.h\"" "write it from the root")
plant(core/queue "<core/base/result.h>" "our own headers stand in quotes")
plant(core/queue "\"core/store/store.h\"" "core/queue does not link core/store; it may include: core/base")
plant(core/model "\"core/queue/planted.h\"" "core/model does not link core/queue")
plant(core/lab "<QString>" "core/lab has no Qt")
plant(core/lab "<QtCore/QString>" "core/lab has no Qt")
plant(core/lab "<qglobal.h>" "core/lab has no Qt")
plant(core/lab "\"ui/bridge/bridge.h\"" "core/ stands alone")
plant(core/lab "\"tests/support/manual_clock.h\"" "core/ stands alone")
plant(core/lab "<sqlite3.h>" "only core/sqlite may include it")
plant(core/lab "<curl/curl.h>" "only core/transport may include it")
plant(core/store "<boost/beast.hpp>" "only core/collector, core/lab may include it")
plant(core/base "<nlohmann/json.hpp>" "core/base does not link nlohmann_json::nlohmann_json")
plant(ui/bridge "<QWidget>" "ui/bridge knows no Widgets")
plant(ui/models "<QLabel>" "ui/models knows no Widgets")
plant(ui/bridge "<QtCore/QString>" "name the class alone")
plant(ui/timeline "<QtWidgets/QWidget>" "name the class alone")
plant(ui/bridge "\"tests/support/manual_clock.h\"" "ui/ includes core/ and ui/ only")
plant(ui/bridge "<sqlite3.h>" "only core/sqlite may include it")
plant(ui/timeline "\"ui/queue/planted.h\"" "a feature is known by ui/window alone")
plant(ui/queue "\"ui/inspector/planted.h\"" "a feature is known by ui/window alone")
plant(ui/models "\"ui/sessions/planted.h\"" "a feature is known by ui/window alone")
plant(app/engine "<QString>" "app/engine has no Qt")
plant(app/sluicectl "\"ui/bridge/planted.h\"" "app/sluicectl proves that core/ needs no window")
plant(app/sluicectl "<QString>" "app/sluicectl has no Qt")

file(WRITE ${COPY}/core/nowhere/planted.cpp "")
expect_finding("a folder without a target" ${LAYERS} "core/nowhere/planted.cpp:1: no target builds core/nowhere")
file(REMOVE_RECURSE ${COPY}/core/nowhere)

plant_link(core/model "Qt6::Core")
plant_link(ui/bridge "Qt6::Widgets")
plant_link(ui/timeline "ui/queue")
plant_link(app/sluicectl "ui/bridge")
