/**
 * The person's own door: with a number she was given, and without an account, she sees what is
 * hers, takes a yes back and writes to who works on her case. Whoever sits beside her learns
 * nothing of the kind of help.
 */
@NullMarked
package org.uputnica.door;

import org.jspecify.annotations.NullMarked;
