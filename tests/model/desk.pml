/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * core/recorder/session_desk.h: what callers want of the flusher besides events. Its lock is never kept, so a
 * region of it is an atomic step and nothing more.
 */

byte deskAsked; /* flushes asked for */
bool deskEnd;
bool deskAborted;
byte served;
bool isFinished;
bool isComplete;

/* m_progress */
bool askerWaits;
bool enderWaits;

inline notifyProgress()
{
    atomic {
        askerWaits = false;
        enderWaits = false
    }
}
