package org.uputnica.platform.token;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation for which the second factor must have been shown just now: break-glass, export. Put
 * on the method of the resource; otherwise the caller is refused with {@code step-up-needed} and
 * told how to come back (RFC 9470).
 */
@InterceptorBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SteppedUp {}
