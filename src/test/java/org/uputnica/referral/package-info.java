@NullMarked
package org.uputnica.referral;

import org.jspecify.annotations.NullMarked;
