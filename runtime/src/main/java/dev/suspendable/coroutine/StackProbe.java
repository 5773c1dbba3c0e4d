package dev.suspendable.coroutine;

/**
 * Finds out whether the Java stack has room, by recursing: Java has no method for that.
 *
 * <p>The frame of {@link #recurse} has the size of 256 variables, both interpreted and compiled,
 * and the method does very little work: 2 KB take 2 to 4 ns. A part of the method that rarely runs
 * uses the variables. It runs often enough that C2 does not prune it, which would also remove the
 * large frame.
 */
final class StackProbe {
  private static final int FRAME = 256 * Long.BYTES;
  private static final long[] VALUES = new long[256];

  /** Makes the compiler keep the variables. Data races on this field are harmless. */
  private static int calls;

  private StackProbe() {}

  /**
   * Whether at least this much stack is left for the callees of the caller.
   *
   * @param bytes the size that must be left for Java frames
   */
  static boolean hasRoom(int bytes) {
    try {
      recurse(bytes / FRAME, (calls++ & 63) == 0, VALUES);
      return true;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  private static long recurse(int levels, boolean using, long[] a) {
    if (using) {
      long v000 = a[0],
          v001 = a[1],
          v002 = a[2],
          v003 = a[3],
          v004 = a[4],
          v005 = a[5],
          v006 = a[6],
          v007 = a[7];
      long v008 = a[8],
          v009 = a[9],
          v010 = a[10],
          v011 = a[11],
          v012 = a[12],
          v013 = a[13],
          v014 = a[14],
          v015 = a[15];
      long v016 = a[16],
          v017 = a[17],
          v018 = a[18],
          v019 = a[19],
          v020 = a[20],
          v021 = a[21],
          v022 = a[22],
          v023 = a[23];
      long v024 = a[24],
          v025 = a[25],
          v026 = a[26],
          v027 = a[27],
          v028 = a[28],
          v029 = a[29],
          v030 = a[30],
          v031 = a[31];
      long v032 = a[32],
          v033 = a[33],
          v034 = a[34],
          v035 = a[35],
          v036 = a[36],
          v037 = a[37],
          v038 = a[38],
          v039 = a[39];
      long v040 = a[40],
          v041 = a[41],
          v042 = a[42],
          v043 = a[43],
          v044 = a[44],
          v045 = a[45],
          v046 = a[46],
          v047 = a[47];
      long v048 = a[48],
          v049 = a[49],
          v050 = a[50],
          v051 = a[51],
          v052 = a[52],
          v053 = a[53],
          v054 = a[54],
          v055 = a[55];
      long v056 = a[56],
          v057 = a[57],
          v058 = a[58],
          v059 = a[59],
          v060 = a[60],
          v061 = a[61],
          v062 = a[62],
          v063 = a[63];
      long v064 = a[64],
          v065 = a[65],
          v066 = a[66],
          v067 = a[67],
          v068 = a[68],
          v069 = a[69],
          v070 = a[70],
          v071 = a[71];
      long v072 = a[72],
          v073 = a[73],
          v074 = a[74],
          v075 = a[75],
          v076 = a[76],
          v077 = a[77],
          v078 = a[78],
          v079 = a[79];
      long v080 = a[80],
          v081 = a[81],
          v082 = a[82],
          v083 = a[83],
          v084 = a[84],
          v085 = a[85],
          v086 = a[86],
          v087 = a[87];
      long v088 = a[88],
          v089 = a[89],
          v090 = a[90],
          v091 = a[91],
          v092 = a[92],
          v093 = a[93],
          v094 = a[94],
          v095 = a[95];
      long v096 = a[96],
          v097 = a[97],
          v098 = a[98],
          v099 = a[99],
          v100 = a[100],
          v101 = a[101],
          v102 = a[102],
          v103 = a[103];
      long v104 = a[104],
          v105 = a[105],
          v106 = a[106],
          v107 = a[107],
          v108 = a[108],
          v109 = a[109],
          v110 = a[110],
          v111 = a[111];
      long v112 = a[112],
          v113 = a[113],
          v114 = a[114],
          v115 = a[115],
          v116 = a[116],
          v117 = a[117],
          v118 = a[118],
          v119 = a[119];
      long v120 = a[120],
          v121 = a[121],
          v122 = a[122],
          v123 = a[123],
          v124 = a[124],
          v125 = a[125],
          v126 = a[126],
          v127 = a[127];
      long v128 = a[128],
          v129 = a[129],
          v130 = a[130],
          v131 = a[131],
          v132 = a[132],
          v133 = a[133],
          v134 = a[134],
          v135 = a[135];
      long v136 = a[136],
          v137 = a[137],
          v138 = a[138],
          v139 = a[139],
          v140 = a[140],
          v141 = a[141],
          v142 = a[142],
          v143 = a[143];
      long v144 = a[144],
          v145 = a[145],
          v146 = a[146],
          v147 = a[147],
          v148 = a[148],
          v149 = a[149],
          v150 = a[150],
          v151 = a[151];
      long v152 = a[152],
          v153 = a[153],
          v154 = a[154],
          v155 = a[155],
          v156 = a[156],
          v157 = a[157],
          v158 = a[158],
          v159 = a[159];
      long v160 = a[160],
          v161 = a[161],
          v162 = a[162],
          v163 = a[163],
          v164 = a[164],
          v165 = a[165],
          v166 = a[166],
          v167 = a[167];
      long v168 = a[168],
          v169 = a[169],
          v170 = a[170],
          v171 = a[171],
          v172 = a[172],
          v173 = a[173],
          v174 = a[174],
          v175 = a[175];
      long v176 = a[176],
          v177 = a[177],
          v178 = a[178],
          v179 = a[179],
          v180 = a[180],
          v181 = a[181],
          v182 = a[182],
          v183 = a[183];
      long v184 = a[184],
          v185 = a[185],
          v186 = a[186],
          v187 = a[187],
          v188 = a[188],
          v189 = a[189],
          v190 = a[190],
          v191 = a[191];
      long v192 = a[192],
          v193 = a[193],
          v194 = a[194],
          v195 = a[195],
          v196 = a[196],
          v197 = a[197],
          v198 = a[198],
          v199 = a[199];
      long v200 = a[200],
          v201 = a[201],
          v202 = a[202],
          v203 = a[203],
          v204 = a[204],
          v205 = a[205],
          v206 = a[206],
          v207 = a[207];
      long v208 = a[208],
          v209 = a[209],
          v210 = a[210],
          v211 = a[211],
          v212 = a[212],
          v213 = a[213],
          v214 = a[214],
          v215 = a[215];
      long v216 = a[216],
          v217 = a[217],
          v218 = a[218],
          v219 = a[219],
          v220 = a[220],
          v221 = a[221],
          v222 = a[222],
          v223 = a[223];
      long v224 = a[224],
          v225 = a[225],
          v226 = a[226],
          v227 = a[227],
          v228 = a[228],
          v229 = a[229],
          v230 = a[230],
          v231 = a[231];
      long v232 = a[232],
          v233 = a[233],
          v234 = a[234],
          v235 = a[235],
          v236 = a[236],
          v237 = a[237],
          v238 = a[238],
          v239 = a[239];
      long v240 = a[240],
          v241 = a[241],
          v242 = a[242],
          v243 = a[243],
          v244 = a[244],
          v245 = a[245],
          v246 = a[246],
          v247 = a[247];
      long v248 = a[248],
          v249 = a[249],
          v250 = a[250],
          v251 = a[251],
          v252 = a[252],
          v253 = a[253],
          v254 = a[254],
          v255 = a[255];
      long sum = recurse(levels, false, a);
      sum ^= v000 ^ v001 ^ v002 ^ v003 ^ v004 ^ v005 ^ v006 ^ v007 ^ v008 ^ v009 ^ v010 ^ v011;
      sum ^= v012 ^ v013 ^ v014 ^ v015 ^ v016 ^ v017 ^ v018 ^ v019 ^ v020 ^ v021 ^ v022 ^ v023;
      sum ^= v024 ^ v025 ^ v026 ^ v027 ^ v028 ^ v029 ^ v030 ^ v031 ^ v032 ^ v033 ^ v034 ^ v035;
      sum ^= v036 ^ v037 ^ v038 ^ v039 ^ v040 ^ v041 ^ v042 ^ v043 ^ v044 ^ v045 ^ v046 ^ v047;
      sum ^= v048 ^ v049 ^ v050 ^ v051 ^ v052 ^ v053 ^ v054 ^ v055 ^ v056 ^ v057 ^ v058 ^ v059;
      sum ^= v060 ^ v061 ^ v062 ^ v063 ^ v064 ^ v065 ^ v066 ^ v067 ^ v068 ^ v069 ^ v070 ^ v071;
      sum ^= v072 ^ v073 ^ v074 ^ v075 ^ v076 ^ v077 ^ v078 ^ v079 ^ v080 ^ v081 ^ v082 ^ v083;
      sum ^= v084 ^ v085 ^ v086 ^ v087 ^ v088 ^ v089 ^ v090 ^ v091 ^ v092 ^ v093 ^ v094 ^ v095;
      sum ^= v096 ^ v097 ^ v098 ^ v099 ^ v100 ^ v101 ^ v102 ^ v103 ^ v104 ^ v105 ^ v106 ^ v107;
      sum ^= v108 ^ v109 ^ v110 ^ v111 ^ v112 ^ v113 ^ v114 ^ v115 ^ v116 ^ v117 ^ v118 ^ v119;
      sum ^= v120 ^ v121 ^ v122 ^ v123 ^ v124 ^ v125 ^ v126 ^ v127 ^ v128 ^ v129 ^ v130 ^ v131;
      sum ^= v132 ^ v133 ^ v134 ^ v135 ^ v136 ^ v137 ^ v138 ^ v139 ^ v140 ^ v141 ^ v142 ^ v143;
      sum ^= v144 ^ v145 ^ v146 ^ v147 ^ v148 ^ v149 ^ v150 ^ v151 ^ v152 ^ v153 ^ v154 ^ v155;
      sum ^= v156 ^ v157 ^ v158 ^ v159 ^ v160 ^ v161 ^ v162 ^ v163 ^ v164 ^ v165 ^ v166 ^ v167;
      sum ^= v168 ^ v169 ^ v170 ^ v171 ^ v172 ^ v173 ^ v174 ^ v175 ^ v176 ^ v177 ^ v178 ^ v179;
      sum ^= v180 ^ v181 ^ v182 ^ v183 ^ v184 ^ v185 ^ v186 ^ v187 ^ v188 ^ v189 ^ v190 ^ v191;
      sum ^= v192 ^ v193 ^ v194 ^ v195 ^ v196 ^ v197 ^ v198 ^ v199 ^ v200 ^ v201 ^ v202 ^ v203;
      sum ^= v204 ^ v205 ^ v206 ^ v207 ^ v208 ^ v209 ^ v210 ^ v211 ^ v212 ^ v213 ^ v214 ^ v215;
      sum ^= v216 ^ v217 ^ v218 ^ v219 ^ v220 ^ v221 ^ v222 ^ v223 ^ v224 ^ v225 ^ v226 ^ v227;
      sum ^= v228 ^ v229 ^ v230 ^ v231 ^ v232 ^ v233 ^ v234 ^ v235 ^ v236 ^ v237 ^ v238 ^ v239;
      sum ^= v240 ^ v241 ^ v242 ^ v243 ^ v244 ^ v245 ^ v246 ^ v247 ^ v248 ^ v249 ^ v250 ^ v251;
      sum ^= v252 ^ v253 ^ v254 ^ v255;
      return sum;
    }
    return levels == 0 ? 0 : recurse(levels - 1, false, a) + 1;
  }
}
