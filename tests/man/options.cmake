# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# cmake -D PROGRAM=sluicectl -D PAGE=sluicectl.1 -P options.cmake
#
# Fails when --help names an option that the page does not, or the other way round.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} --help
    OUTPUT_VARIABLE help ERROR_VARIABLE help RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} --help: ${status}\n${help}")
endif()
file(READ ${PAGE} page)

string(REGEX MATCHALL "--[a-z]+[a-z-]*" in_help "${help}")
string(REGEX MATCHALL "Fl -[a-z]+[a-z-]*" in_page "${page}")
list(TRANSFORM in_page REPLACE "^Fl -" "--")
foreach(list IN ITEMS in_help in_page)
    list(REMOVE_DUPLICATES ${list})
    list(REMOVE_ITEM ${list} --help-all) # Qt's own
endforeach()

set(only_help ${in_help})
list(REMOVE_ITEM only_help ${in_page})
set(only_page ${in_page})
list(REMOVE_ITEM only_page ${in_help})
if(only_help OR only_page)
    message(FATAL_ERROR "only in --help: ${only_help}\nonly in ${PAGE}: ${only_page}")
endif()
list(LENGTH in_help count)
message(STATUS "${count} options, the same in both")
