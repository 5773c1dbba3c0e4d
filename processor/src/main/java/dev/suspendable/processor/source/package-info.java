/**
 * The user's trees, as javac has attributed them, and the text that they stand for. Each tree is
 * asked here for its position, its text, its element and its type, and for what the language says
 * of its form alone: constants, dead code, targets of jumps, whether a statement completes.
 */
@NullMarked
package dev.suspendable.processor.source;

import org.jspecify.annotations.NullMarked;
