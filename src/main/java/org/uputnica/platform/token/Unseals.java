package org.uputnica.platform.token;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that may open identity. Before it begins, and before any transaction, the identity
 * provider is asked whether the caller's account stands at this moment; no answer means {@code
 * unavailable}. Opening identity in an operation that does not say so fails.
 */
@InterceptorBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Unseals {}
