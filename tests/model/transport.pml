/* SPDX-FileCopyrightText: 2026 The Sluice developers
 * SPDX-License-Identifier: MIT
 *
 * core/transport/transport.h, the bodies that core/recorder/delivery.h has in memory, and the spool. Up to POSTS
 * requests are under way, answered in any order. The flusher's wait for the answers is in flusher.pml.
 */

byte body[POSTS];  /* events of a POST body; 0 = none */
bool begun[POSTS]; /* the request is under way */
bool isRow;        /* body[0], the only one then, is the oldest row of the spool */
byte failures;
bool isKept;       /* wake() came: the next wait() returns for it */
bool inTransport;  /* the flusher is in wait() */
bool isAborted;

chan spool = [SPOOL_ROWS] of { byte };

inline wakeTransport()
{
#ifdef BUG_WAKE_NOT_KEPT
    isKept = inTransport
#else
    isKept = true
#endif
}

#if POSTS == 1
#define freeSlot (body[0] == 0 -> 0 : 1)
#define heldSlot (body[0] != 0 && !begun[0] -> 0 : 1)
#define isAnyBegun (begun[0])
#define isAnyBody (body[0] != 0)
#else
#define freeSlot (body[0] == 0 -> 0 : (body[1] == 0 -> 1 : 2))
#define heldSlot (body[0] != 0 && !begun[0] -> 0 : (body[1] != 0 && !begun[1] -> 1 : 2))
#define isAnyBegun (begun[0] || begun[1])
#define isAnyBody (body[0] != 0 || body[1] != 0)
#endif
#define isShelfEmpty (len(spool) == 0 && !isRow)

/* The first events of producers, of those whose second is in `set` and whose first is not. */
#if EACH == 2
#define firstsBefore(set) ((((set) >> 1) & 5) & ~(set))
#else
#define firstsBefore(set) 0
#endif

inline begin(slot)
{
    assert((body[slot] & wireSet) == 0);
    assert((body[slot] & (deliveredSet | lostSet)) == 0);
    /* A producer's events are sent in the order in which it recorded them. */
    assert((firstsBefore(body[slot]) & queuedSet) == 0);
    assert((firstsBefore(body[slot]) & (flightSet | doubtSet | spooledSet) & ~wireSet) == 0);
    wireSet = wireSet | body[slot];
    begun[slot] = true
}
