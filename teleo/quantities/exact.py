"""Logarithm, exponential and normal quantile from the four operations and the square root alone.

Those five are rounded the same everywhere, while each library's `log` and `exp` differ in the last bit. The
twin of this module is `sampler.js`; the two give the same bits for the same input.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LN2_HIGH = 0.693147180369123816490
"""ln 2 cut to 32 bits, so that its product with an exponent is exact."""
LN2_LOW = 1.90821492927058770002e-10
SQRT_HALF = 0.70710678118654752440
Z95 = 1.6448536269514722
"""The standard normal's 95th percentile: half the width of a 90% interval."""

LOG_TERMS = 12
EXP_TERMS = 14

CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
     5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
     2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
NEAR = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
     6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
     5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
FAR = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
     1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
     1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip
"""Numerator and denominator of each of the three rational functions, in ascending powers.

Source: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988), 477-484; relative accuracy about 1e-16.
"""


def log(x: Floats) -> Floats:
    """Return the natural logarithm of positive numbers, within 2 units in the last place.

    Source: 2 artanh((m - 1) / (m + 1)) as a series, with m brought between sqrt(1/2) and sqrt(2).
    """
    mantissa, power = np.frexp(x)
    is_low = mantissa < SQRT_HALF
    mantissa = np.where(is_low, mantissa * 2.0, mantissa)
    power = np.where(is_low, power - 1, power).astype(np.float64)
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    series = np.zeros_like(s)
    for term in range(LOG_TERMS - 1, 0, -1):
        series = (series + 1.0 / (2 * term + 1)) * z
    return power * LN2_HIGH + (power * LN2_LOW + (2.0 * s + 2.0 * s * series))


def exp(x: Floats) -> Floats:
    """Return e to the power of x for x from -700 to 700, within 2 units in the last place.

    Source: Taylor's series on |r| <= ln(2) / 2, x = k ln 2 + r.
    """
    power = np.floor(x / LN2_HIGH + 0.5)
    rest = (x - power * LN2_HIGH) - power * LN2_LOW
    series = np.ones_like(rest)
    for term in range(EXP_TERMS, 0, -1):
        series = 1.0 + rest * series / term
    return np.ldexp(series, power.astype(np.int64))


def normal_quantile(p: Floats) -> Floats:
    """Return the standard normal's quantile of probabilities strictly between 0 and 1."""
    q = p - 0.5
    tail = np.minimum(p, 1.0 - p)
    r = np.sqrt(-log(tail))
    near, far = r - 1.6, r - 5.0
    outer = np.where(r <= 5.0, _ratio(NEAR, near), _ratio(FAR, far))
    centre = 0.180625 - q * q
    inner = q * _ratio(CENTRE, centre)
    return np.where(np.abs(q) <= 0.425, inner, np.where(q < 0.0, -outer, outer))


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], r: Floats) -> Floats:
    above, below = coefficients
    return _polynomial(above, r) / _polynomial(below, r)


def _polynomial(ascending: tuple[float, ...], r: Floats) -> Floats:
    value = np.full_like(r, ascending[-1])
    for coefficient in ascending[-2::-1]:
        value = value * r + coefficient
    return value
