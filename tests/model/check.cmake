# SPDX-FileCopyrightText: 2026 The Sluice developers
# SPDX-License-Identifier: MIT

# Checks one variant of the model, or proves that a planted fault is found. Run by ctest:
#   cmake -D MODEL=session.pml -D OUT=dir -D CC=cc -D DEFINES="POLICY=BLOCK POSTS=2" \
#     [-D CYCLES=ON] [-D LONG=ON] [-D FINDS=regex] \
#     -P check.cmake
# CYCLES searches for a run without an end instead of for a bad state. FINDS: an error must be found, with a
# message that matches. Everything that spin and the compiler write is in OUT.

separate_arguments(defines UNIX_COMMAND "${DEFINES}")
list(TRANSFORM defines PREPEND -D)
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${OUT})

function(run what)
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${OUT}
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
    set(output "${output}${errors}" PARENT_SCOPE)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${what}: ${status}\n${output}${errors}")
    endif()
endfunction()

# What led to the error: each step with its line, then every variable as it was at the end.
function(print_trail)
    execute_process(COMMAND spin -k session.pml.trail -p -g -l ${defines} ${MODEL}
        WORKING_DIRECTORY ${OUT} OUTPUT_VARIABLE trail ERROR_VARIABLE trail)
    file(WRITE ${OUT}/trail.txt "${trail}")
    string(LENGTH "${trail}" length)
    if(length GREATER 12000)
        math(EXPR from "${length} - 12000")
        string(SUBSTRING "${trail}" ${from} -1 trail)
    endif()
    message("${trail}\nThe whole trail: ${OUT}/trail.txt")
endfunction()

find_program(spin spin)
if(NOT spin)
    message(FATAL_ERROR "spin is not installed: resources/build/install_packages.sh proof")
endif()

if(CYCLES)
    set(search -DNP)
    set(options -l)
else()
    set(search -DSAFETY)
endif()
run("spin cannot read the model" ${spin} -a ${defines} ${MODEL})
if(output MATCHES "Error|error|warning")
    message(FATAL_ERROR "spin says of the model:\n${output}")
endif()
# Most time of a short search goes into compiling; a long one needs memory.
if(LONG)
    list(APPEND search -O1 -DCOLLAPSE)
endif()
run("the verifier does not compile" ${CC} -O0 -w -DNOCLAIM ${search} -o pan pan.c)
run("the verifier failed" ./pan -m400000 ${options})

string(REGEX MATCH "errors: ([0-9]+)" found "${output}")
set(count "${CMAKE_MATCH_1}")
string(REGEX MATCH "pan:[0-9]+: ([^\n]*)" found "${output}")
set(first "${CMAKE_MATCH_1}")
string(REGEX MATCH "([0-9]+) states, stored" found "${output}")
set(states "${CMAKE_MATCH_1}")
if(count STREQUAL "" OR states STREQUAL "")
    message(FATAL_ERROR "the verifier does not say what it found:\n${output}")
endif()

if(FINDS)
    if(count EQUAL 0)
        message(FATAL_ERROR "${DEFINES}: the planted fault is not found in ${states} states")
    elseif(NOT first MATCHES "${FINDS}")
        print_trail()
        message(FATAL_ERROR "${DEFINES}: found is '${first}', not '${FINDS}'")
    endif()
    message(STATUS "${DEFINES}: found within ${states} states: ${first}")
elseif(NOT count EQUAL 0)
    print_trail()
    message(FATAL_ERROR "${DEFINES}: ${first}")
elseif(output MATCHES "not completed|too small|out of memory|truncated")
    message(FATAL_ERROR "${DEFINES}: the search was not complete:\n${output}")
else()
    message(STATUS "${DEFINES}: no error in ${states} states")
endif()
