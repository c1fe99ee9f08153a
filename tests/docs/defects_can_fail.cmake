# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# cmake -D ROOT=checkout -D TABLE=defects.md -D COPY=planted.md -P defects_can_fail.cmake
#
# Plants a mistake of each kind in a copy of the table; defects.cmake must find it.
cmake_minimum_required(VERSION 3.25)

function(plant what from to finding)
    file(READ ${TABLE} text)
    string(REGEX REPLACE "${from}" "${to}" planted "${text}")
    if(planted STREQUAL text)
        message(SEND_ERROR "${what}: nothing to plant it in")
    endif()
    file(WRITE ${COPY} "${planted}")
    execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${ROOT} -D TABLE=${COPY} -P ${CMAKE_CURRENT_LIST_DIR}/defects.cmake
        RESULT_VARIABLE status ERROR_VARIABLE output OUTPUT_QUIET)
    if(status EQUAL 0)
        message(SEND_ERROR "${what}: the check passed")
    elseif(NOT output MATCHES "${finding}")
        message(SEND_ERROR "${what}: not found\n${output}")
    else()
        message(STATUS "${what}: found")
    endif()
endfunction()

plant("a slot that is gone" "tst_defects: keepsNullsAndEveryKey" "tst_defects: keepsNothing" "no slot keepsNothing")
plant("a program that is gone" "tst_agent_scope: nests" "tst_agent_stack: nests" "0 programs are called tst_agent_stack")
plant("a defect without a test" "`tst_defects: keepsNullsAndEveryKey`" "none" "D17: no test")
plant("a defect left out" "\n. D17 [^\n]*" "" "D18: expected D17 here")
plant("the last one left out" "\n. D46 [^\n]*" "" "the last is not D46")
