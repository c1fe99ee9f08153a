# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# Where Qt finds a runtime directory with the rights it asks for: without one it warns, and a warning fails a test.
set(SLUICE_TEST_RUNTIME_DIR ${PROJECT_BINARY_DIR}/xdg-runtime)
file(MAKE_DIRECTORY ${SLUICE_TEST_RUNTIME_DIR})
file(CHMOD ${SLUICE_TEST_RUNTIME_DIR} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

# What the build presets asan and tsan, and timed, build.
add_custom_target(windowless_tests)
add_custom_target(timed_tests)

sluice_precompile(sluice_pch_tests LINK Qt6::Test
    HEADERS <QTest> <nlohmann/json.hpp> <algorithm> <chrono> <functional> <string>)

# sluice_test(tst_uuid LINK sluice::core_base [SOURCES more.cpp] [LABELS window threads] [TIMEOUT 60])
#
# One unit, one program, named after its source <name>.cpp. Labels: "window" = needs Qt Widgets (left out of the
# asan and tsan runs), "process" = starts programs (left out of the tsan run), "release" = asserts a time: only optimised, and alone, "long" = only in ./test.sh long,
# "clients" = only there and in ./test.sh clients, "simulated" = one thread and much reckoning: not in the tsan run.
function(sluice_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LINK;SOURCES;LABELS")
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE sluice::compile_options sluice::qt_options Qt6::Test ${arg_LINK})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(NOT "window" IN_LIST arg_LABELS AND NOT "clients" IN_LIST arg_LABELS)
        add_dependencies(windowless_tests ${name})
    endif()
    # <QTest> reads differently where Qt Gui is linked.
    if(NOT "${arg_LINK}" MATCHES "sluice::(ui|app_window)|Qt6::Network")
        sluice_precompiled(${name} sluice_pch_tests)
    endif()
    if("release" IN_LIST arg_LABELS)
        add_dependencies(timed_tests ${name})
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT}
        LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FATAL_WARNINGS=1;XDG_RUNTIME_DIR=${SLUICE_TEST_RUNTIME_DIR};LC_ALL=C.UTF-8;SLUICE_FIXTURES=${PROJECT_SOURCE_DIR}/tests/fixtures")
endfunction()
