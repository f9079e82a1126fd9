package org.sensorium.stream.compose;

/** What became of a step's condition at one sensor. */
enum StepTurn {
    /** It is met no more. Comes before what begins at the same instant. */
    ENDED,
    /** It is met now and was not before. */
    BEGAN,
    /** It is still met. Told now and then. */
    HOLDS
}
