"""Public functions of SciPy that have no rule, each with the way round it."""

from __future__ import annotations

SPECIAL = {
    "it is a table of numbers; compute it outside": """
        ai_zeros bei_zeros beip_zeros ber_zeros bernoulli berp_zeros bi_zeros c_roots cg_roots
        erf_zeros euler fresnel_zeros fresnelc_zeros fresnels_zeros h_roots he_roots j_roots
        jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros js_roots kei_zeros keip_zeros kelvin_zeros
        ker_zeros kerp_zeros l_roots la_roots p_roots ps_roots roots_chebyc roots_chebys
        roots_chebyt roots_chebyu roots_gegenbauer roots_genlaguerre roots_hermite
        roots_hermitenorm roots_jacobi roots_laguerre roots_legendre roots_sh_chebyt
        roots_sh_chebyu roots_sh_jacobi roots_sh_legendre s_roots t_roots ts_roots u_roots
        us_roots y0_zeros y1_zeros y1p_zeros yn_zeros ynp_zeros mathieu_even_coef
        mathieu_odd_coef obl_cv obl_cv_seq pro_cv pro_cv_seq mathieu_a mathieu_b
    """,
    "it makes a polynomial; use the eval_ function of the same family": """
        chebyc chebys chebyt chebyu gegenbauer genlaguerre hermite hermitenorm jacobi laguerre
        legendre sh_chebyt sh_chebyu sh_jacobi sh_legendre
    """,
    "write it by the polynomial that it is a scaled one of": """
        eval_chebyc eval_chebys eval_sh_chebyt eval_sh_chebyu eval_sh_jacobi eval_sh_legendre
    """,
    "use the complement": "bdtrc pdtrc chdtrc fdtrc gdtrc nbdtrc betainccinv gammainccinv",
    "use special.gamma or special.binom": "factorial factorial2 factorialk perm stirling2",
    "use np.sin, np.cos and np.radians": "cotdg diric radian",
    "use the function that it is the derivative of": "ivp jvp kvp yvp h1vp h2vp",
    "use the function without the scaling": """
        airye hankel1e hankel2e inv_boxcox1p jve ndtri_exp powm1 yve zetac
    """,
    "it is integer, or about how SciPy works": "gammasgn geterr seterr",
    "write a template: there is no formula for it here": """
        agm assoc_laguerre assoc_legendre_p assoc_legendre_p_all bdtri bdtrik bdtrin bei beip ber
        berp besselpoly btdtria btdtrib chdtri chdtriv chndtr chndtridf chndtrinc chndtrix
        ellip_harm ellip_harm_2 ellip_normal ellipj elliprc elliprd elliprf elliprg elliprj fdtr
        fdtri fdtridfd gdtr gdtria gdtrib gdtrix hyperu it2i0k0 it2j0y0 it2struve0 itairy iti0k0
        itj0y0 itmodstruve0 itstruve0 kei keip kelvin ker kerp kolmogi kolmogorov legendre_p
        legendre_p_all lmbda log_wright_bessel lpmv lqmn lqn mathieu_cem mathieu_modcem1
        mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 mathieu_sem modfresnelm modfresnelp
        modstruve nbdtr nbdtri nbdtrik nbdtrin ncfdtr ncfdtri ncfdtridfd ncfdtridfn ncfdtrinc
        nctdtr nctdtridf nctdtrinc nctdtrit nrdtrimn nrdtrisd obl_ang1 obl_ang1_cv obl_rad1
        obl_rad1_cv obl_rad2 obl_rad2_cv pbdn_seq pbdv pbdv_seq pbvv pbvv_seq pbwa pdtri pdtrik
        pro_ang1 pro_ang1_cv pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv riccati_jn riccati_yn
        smirnov smirnovi sph_harm_y sph_harm_y_all sph_legendre_p sph_legendre_p_all spherical_in
        spherical_kn stdtridf stdtrit struve tklmbda voigt_profile wright_bessel
    """,
}
LINALG = {
    "use np.linalg.eig": "eig",
    "use scipy.linalg.solve": "cho_solve_banded",
    "use scipy.linalg.expm": "tanhm tanm expm_frechet expm_cond funm signm",
    "use scipy.linalg.toeplitz": "companion convolution_matrix leslie matmul_toeplitz",
    "use np.linalg.svd": "diagsvd null_space orth orthogonal_procrustes subspace_angles",
    "use the function of a full matrix": """
        cholesky_banded eig_banded eigh_tridiagonal eigvals_banded eigvalsh_tridiagonal
    """,
    "it is a table of numbers; compute it outside": """
        clarkson_woodruff_transform dft fiedler fiedler_companion hadamard helmert hilbert
        invhilbert invpascal pascal
    """,
    "it is about how numbers are stored": """
        bandwidth find_best_blas_type get_blas_funcs get_lapack_funcs ishermitian issymmetric
    """,
    "write a template: there is no formula for it here": """
        cdf2rdf cossin hessenberg ldl matrix_balance ordqz qr_delete qr_insert qr_multiply
        qr_update qz rq rsf2csf schur solve_continuous_are solve_discrete_are
    """,
}
INTEGRATE = {
    "use scipy.integrate.quad": """
        cubature dblquad fixed_quad nquad nsum qmc_quad quad_vec tanhsinh tplquad
    """,
    "use scipy.integrate.solve_ivp": "odeint solve_bvp",
    "use scipy.integrate.cumulative_trapezoid": "cumulative_simpson",
    "it is a table of numbers; compute it outside": "lebedev_rule newton_cotes",
}
UNSUPPORTED_OF_SCIPY: dict[str, str] = {
    f"scipy.{module}.{name}": hint
    for module, hints in (("special", SPECIAL), ("linalg", LINALG), ("integrate", INTEGRATE))
    for hint, names in hints.items()
    for name in names.split()
}
